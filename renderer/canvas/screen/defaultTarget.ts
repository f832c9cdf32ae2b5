import type { ArtifactKind, OutputType } from '../../../shared/domain/outputType.ts';
import type { ProductSummary } from '../../../shared/domain/product.ts';
import type { WorkflowConfig } from '../../../shared/domain/workflow.ts';
import { indexGraph } from '../../../shared/graph/indexGraph.ts';
import type { NodeCatalogue } from '../../../shared/graph/nodeCatalogue.ts';
import { primaryKindOf } from '../../../shared/graph/primaryKindOf.ts';
import { publishersOf } from '../../../shared/graph/publishersOf.ts';

/** What the workflow delivers; null = nothing that is known. */
export function deliveredKind(config: WorkflowConfig, catalogue: NodeCatalogue): ArtifactKind | null {
  const { nodes } = indexGraph(config, catalogue);
  for (const id of publishersOf(config, catalogue)) {
    const node = nodes.get(id);
    const kind = node ? primaryKindOf(node) : null;
    if (kind !== null) return kind;
  }
  return null;
}

/** The remembered product, else the sample, else the first. Only products with geometry can be rendered. */
export function targetProduct(products: readonly ProductSummary[], remembered: string | null): ProductSummary | null {
  return (
    products.find(({ id }) => id === remembered) ?? products.find(({ isSample }) => isSample) ?? products[0] ?? null
  );
}

/**
 * The remembered output type, else one that is bound to this workflow, else the first that promises what the workflow
 * delivers, else the first. `outputTypes` are the active ones of its family.
 */
export function targetOutputType(
  outputTypes: readonly OutputType[],
  wanted: { remembered: string | null; workflowId: string | null; kind: ArtifactKind | null },
): OutputType | null {
  const fitting = outputTypes.filter(({ artifactKind }) => artifactKind === wanted.kind);
  return (
    outputTypes.find(({ id }) => id === wanted.remembered) ??
    fitting.find(({ workflowId }) => workflowId !== null && workflowId === wanted.workflowId) ??
    fitting[0] ??
    outputTypes[0] ??
    null
  );
}
