import type { ArtifactKind, OutputType } from '../../shared/domain/outputType.ts';
import type { WorkflowConfig } from '../../shared/domain/workflow.ts';
import { AppError } from '../../shared/errors/appError.ts';
import type { NodeCatalogue } from '../../shared/graph/nodeCatalogue.ts';
import { primaryKindOf } from '../../shared/graph/primaryKindOf.ts';
import { publishersOf } from '../../shared/graph/publishersOf.ts';

/** What a workflow delivers, as far as its nodes say; null = nothing, or several things. */
function artifactKindOf(config: WorkflowConfig, catalogue: Pick<NodeCatalogue, 'get'>): ArtifactKind | null {
  const [publisher, ...others] = publishersOf(config, catalogue);
  const node = config.nodes.find(({ id }) => id === publisher);
  return node && others.length === 0 ? primaryKindOf({ node, definition: catalogue.get(node.type) }) : null;
}

/**
 * The output type that a workflow is run with when nobody names one: the first active one of its family that asks for
 * what it delivers.
 * @throws AppError `output_type.unknown`
 */
export function outputTypeForWorkflow(
  config: WorkflowConfig,
  catalogue: Pick<NodeCatalogue, 'get'>,
  outputTypes: readonly OutputType[],
): OutputType {
  const kind = artifactKindOf(config, catalogue);
  const fitting = outputTypes.find(
    ({ active, family, artifactKind }) => active && family === config.family && artifactKind === kind,
  );
  if (fitting) return fitting;
  throw new AppError('output_type.unknown', `No output type asks for what '${config.name}' delivers.`, {
    remedy: 'Name an output type, or correct the output_save node of the workflow.',
    details: { family: config.family, artifactKind: kind },
  });
}
