import type { GraphRunRequest, NodeResult, ResultParts } from '../contracts/engine.ts';
import type { SubjectFacets } from '../contracts/node.ts';
import { type RunReason, explainHit, explainRun } from './explainReuse.ts';
import { pickFacets } from './facetsOf.ts';
import type { GivenInputs } from './givenInputs.ts';
import type { GraphNode } from './preparedGraph.ts';
import { resultKey } from './resultKey.ts';

/** Whether a node takes kept outputs, and why in words. `key` and `parts` say what decides its outputs. */
export interface Decision {
  readonly key: string;
  readonly parts: ResultParts;
  readonly why: string;
  /** null = it runs. */
  readonly kept: NodeResult | null;
}

/** What decisions of one run have in common. */
export interface DecisionContext {
  readonly request: Pick<GraphRunRequest, 'order' | 'workflow' | 'results' | 'reuse'>;
  readonly facets: SubjectFacets;
  readonly authority: GraphRunRequest['authority'];
  /** Nodes that a fault is put into: a reused node would never meet it. */
  readonly isFaulty: (node: GraphNode) => boolean;
}

export async function decide(context: DecisionContext, node: GraphNode, inputs: GivenInputs): Promise<Decision> {
  const parts = partsOf(context, node, inputs);
  const key = resultKey(parts);
  const runs = (reason: RunReason): Decision => ({ key, parts, why: explainRun(reason), kept: null });
  const { results, reuse, workflow } = context.request;
  if (context.authority === 'observer') return runs({ kind: 'observer' });
  if (reuse === 'fresh') return runs({ kind: 'fresh' });
  if (context.isFaulty(node)) return runs({ kind: 'fault' });
  const found = (await results?.find(key)) ?? null;
  if (found === null) {
    const previous = results?.previous(parts, { workflowId: workflow.id, nodeId: node.id }) ?? null;
    return runs({ kind: 'changed', parts, previous });
  }
  if ('damaged' in found) return runs({ kind: 'damaged', file: found.damaged });
  return { key, parts, why: explainHit(parts), kept: found.result };
}

function partsOf({ request, facets }: DecisionContext, node: GraphNode, inputs: GivenInputs): ResultParts {
  const { spec } = node.registered;
  return {
    nodeType: node.type,
    version: spec.version,
    settings: node.settings,
    inputs: Object.fromEntries([...inputs].map(([port, values]) => [port, values.map(({ hash }) => hash)])),
    facets: pickFacets(facets, spec.reads),
    blender: spec.resource === 'blender' ? request.order.runtime.version : null,
  };
}
