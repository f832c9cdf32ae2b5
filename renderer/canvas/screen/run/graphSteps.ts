import type { RunStep } from '../../../../shared/domain/run.ts';

const found = new WeakMap<readonly RunStep[], ReadonlyMap<string, RunStep>>();

/** The steps of the graph by the ids of their nodes: every node of a large workflow looks for its own. */
export function graphSteps(steps: readonly RunStep[]): ReadonlyMap<string, RunStep> {
  let byNode = found.get(steps);
  if (!byNode) {
    byNode = new Map(steps.filter(({ executor }) => executor === 'graph').map((step) => [step.key, step]));
    found.set(steps, byNode);
  }
  return byNode;
}
