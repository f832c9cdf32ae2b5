import type { PlannedNode } from '../../../shared/domain/workflowProblem.ts';
import type { GraphEngineOptions, GraphRunRequest } from '../contracts/engine.ts';
import { type DecisionContext, decide } from './decide.ts';
import { explainRun } from './explainReuse.ts';
import { facetsOf } from './facetsOf.ts';
import { type GivenOutputs, givenInputs } from './givenInputs.ts';
import { type GraphNode, prepareGraph } from './preparedGraph.ts';
import { valueHash } from './valueHash.ts';

/**
 * The decisions of a run, without running: which nodes would run, which would be reused, and why.
 * @throws AppError `workflow.invalid`
 */
export async function planGraph(
  options: GraphEngineOptions,
  request: Pick<GraphRunRequest, 'order' | 'workflow' | 'results' | 'reuse'>,
): Promise<PlannedNode[]> {
  const { workflow, results } = request;
  const { nodes } = prepareGraph(request, options);
  const deciding: DecisionContext = {
    request,
    facets: facetsOf(request.order, workflow),
    authority: 'authoritative',
    isFaulty: () => false,
  };
  const labels = new Map(nodes.map(({ id, label }) => [id, label]));
  const kept = new Map<string, GivenOutputs>();
  const plan: PlannedNode[] = [];
  for (const node of nodes) {
    const { decision, why, outputs } = await planNode(deciding, node, kept, labels);
    if (outputs) kept.set(node.id, outputs);
    plan.push({
      nodeId: node.id,
      type: node.type,
      label: node.label,
      level: node.level,
      decision,
      why,
      produces: node.registered.definition.contract.produces,
      expectedSeconds: results?.expectedSeconds(workflow.id, node.id, node.type) ?? null,
    });
  }
  return plan;
}

async function planNode(
  deciding: DecisionContext,
  node: GraphNode,
  kept: ReadonlyMap<string, GivenOutputs>,
  labels: ReadonlyMap<string, string>,
): Promise<{ decision: 'run' | 'reuse'; why: string; outputs: GivenOutputs | null }> {
  const made = node.sources.find((source) => !kept.has(source.node));
  if (made) {
    const follows = { kind: 'follows', label: labels.get(made.node) ?? made.node } as const;
    const why = explainRun(deciding.request.reuse === 'fresh' ? { kind: 'fresh' } : follows);
    return { decision: 'run', why, outputs: null };
  }
  const inputs = givenInputs(node, (id) => kept.get(id) ?? new Map());
  const { why, kept: result } = await decide(deciding, node, inputs);
  if (!result) return { decision: 'run', why, outputs: null };
  const outputs = Object.entries(result.outputs).map(
    ([port, value]) => [port, { value, hash: valueHash(value) }] as const,
  );
  return { decision: 'reuse', why, outputs: new Map(outputs) };
}
