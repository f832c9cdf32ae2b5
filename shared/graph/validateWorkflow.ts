import type { WorkflowConfig } from '../domain/workflow.ts';
import type { WorkflowProblem } from '../domain/workflowProblem.ts';
import { edgeChecks } from './checks/edgeChecks.ts';
import { graphChecks } from './checks/graphChecks.ts';
import { nodeChecks } from './checks/nodeChecks.ts';
import { outputChecks } from './checks/outputChecks.ts';
import { type ExpectedOutput, outputTypeChecks } from './checks/outputTypeChecks.ts';
import { indexGraph } from './indexGraph.ts';
import type { NodeCatalogue } from './nodeCatalogue.ts';
import { publishersOf } from './publishersOf.ts';
import { workflowProblem } from './workflowProblem.ts';

/**
 * Everything that is wrong with a workflow, at once and always in the same order: nodes, edges, the graph as a whole,
 * what it delivers, and whether that is what the output type (if one is given) promises.
 */
export function validateWorkflow(
  config: WorkflowConfig,
  catalogue: NodeCatalogue,
  expected: ExpectedOutput | null = null,
): WorkflowProblem[] {
  const graph = indexGraph(config, catalogue);
  const publishers = publishersOf(config, catalogue);
  const empty =
    config.nodes.length === 0
      ? [workflowProblem('graph.empty', 'The workflow has no nodes.', 'Add nodes, or begin with a preset.')]
      : [];
  return [
    ...empty,
    ...nodeChecks(graph),
    ...edgeChecks(graph),
    ...graphChecks(graph),
    // An empty workflow delivers nothing: once is enough to say.
    ...(empty.length > 0 ? [] : outputChecks(graph, publishers)),
    ...(expected === null ? [] : outputTypeChecks(graph, publishers, expected)),
  ];
}
