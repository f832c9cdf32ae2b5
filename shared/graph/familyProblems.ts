import type { NodeDefinition } from '../domain/nodeDefinition.ts';
import type { WorkflowConfig, WorkflowNode } from '../domain/workflow.ts';
import type { WorkflowProblem } from '../domain/workflowProblem.ts';
import { foreignReason } from './migrations/foreignFamily.ts';
import type { NodeCatalogue } from './nodeCatalogue.ts';
import { nodeName } from './nodeName.ts';
import { workflowProblem } from './workflowProblem.ts';

/** A problem for every node that belongs to the other family. Of an unknown type nobody knows the family. */
export function familyProblems(
  { nodes, family }: Pick<WorkflowConfig, 'nodes' | 'family'>,
  catalogue: Pick<NodeCatalogue, 'get'>,
): WorkflowProblem[] {
  return nodes.flatMap((node) => {
    const definition = catalogue.get(node.type);
    return definition === null ? [] : familyCheck(family, node, definition);
  });
}

/** None, or that the node is foreign. */
export function familyCheck(
  family: WorkflowConfig['family'],
  node: WorkflowNode,
  definition: NodeDefinition,
): WorkflowProblem[] {
  const reason = foreignReason(definition, family);
  if (reason === null) return [];
  const message = `${nodeName(node)}: ${reason}`;
  const remedy = 'Remove the node, or move it to a workflow of its family.';
  return [workflowProblem('node.foreign_family', message, remedy, { nodeId: node.id })];
}
