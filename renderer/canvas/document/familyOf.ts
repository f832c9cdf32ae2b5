import type { NodeDefinition } from '../../../shared/domain/nodeDefinition.ts';
import type { Family } from '../../../shared/domain/outputType.ts';
import type { WorkflowNode } from '../../../shared/domain/workflow.ts';
import type { NodeCatalogue } from '../../../shared/graph/nodeCatalogue.ts';

/** A node that a workflow of the family cannot have. */
export interface ForeignNode {
  readonly id: string;
  readonly type: string;
  /** Its own, else that of its type. */
  readonly label: string;
}

/** The nodes that are of the other family, in their order. An unknown type is of no family: validation tells of it. */
export function foreignNodes(
  graph: { readonly nodes: readonly WorkflowNode[] },
  catalogue: Pick<NodeCatalogue, 'get'>,
  family: Family,
): ForeignNode[] {
  return graph.nodes.flatMap(({ id, type, label }) => {
    const definition = catalogue.get(type);
    if (definition === null || definition.families.includes(family)) return [];
    return [{ id, type, label: label ?? definition.label }];
  });
}

/** Why a workflow of the family cannot have nodes of this type; null = it can. */
export function familyReason({ label, families }: NodeDefinition, family: Family): string | null {
  if (families.includes(family)) return null;
  return `${label} is for ${families.join(' and ')} workflows; this one is for ${family}.`;
}
