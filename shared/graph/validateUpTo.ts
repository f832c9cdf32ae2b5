import type { WorkflowConfig } from '../domain/workflow.ts';
import type { WorkflowProblem } from '../domain/workflowProblem.ts';
import { edgeChecks } from './checks/edgeChecks.ts';
import { graphChecks } from './checks/graphChecks.ts';
import { nodeChecks } from './checks/nodeChecks.ts';
import { indexGraph } from './indexGraph.ts';
import type { NodeCatalogue } from './nodeCatalogue.ts';
import { partUpTo } from './partUpTo.ts';

/**
 * What keeps a node from being run to look at what it gives: problems of itself and of everything that it takes from.
 * What the workflow as a whole delivers does not matter.
 */
export function validateUpTo(config: WorkflowConfig, catalogue: NodeCatalogue, nodeId: string): WorkflowProblem[] {
  const graph = indexGraph(partUpTo(config, nodeId), catalogue);
  return [...nodeChecks(graph), ...edgeChecks(graph), ...graphChecks(graph)];
}
