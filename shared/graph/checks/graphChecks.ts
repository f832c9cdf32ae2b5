import type { WorkflowProblem } from '../../domain/workflowProblem.ts';
import { cyclesOf } from '../cyclesOf.ts';
import type { GraphIndex } from '../indexGraph.ts';
import { nodeName } from '../nodeName.ts';
import { workflowProblem } from '../workflowProblem.ts';

/** The graph as a whole: no cycles, and every required input connected. */
export function graphChecks(graph: GraphIndex): WorkflowProblem[] {
  return [...cycleChecks(graph), ...missingInputs(graph)];
}

function cycleChecks({ config }: GraphIndex): WorkflowProblem[] {
  return cyclesOf(config).map((cycle) => {
    const around = [...cycle, cycle[0]!].join(' -> ');
    const message = `These nodes wait for each other: ${around}.`;
    return workflowProblem('graph.cycle', message, 'Remove one edge of the cycle.', { nodeId: cycle[0]! });
  });
}

function missingInputs({ nodes, incoming }: GraphIndex): WorkflowProblem[] {
  return [...nodes.values()].flatMap(({ node, definition }) => {
    const connected = new Set((incoming.get(node.id) ?? []).map(({ target }) => target.port));
    return (definition?.inputs ?? [])
      .filter(({ name, required }) => required && !connected.has(name))
      .map(({ name, types }) => {
        const message = `${nodeName(node)}: the input ${name} is not connected.`;
        const remedy = `Connect an output of type ${types.join(' or ')}.`;
        return workflowProblem('input.missing', message, remedy, { nodeId: node.id, port: name });
      });
  });
}
