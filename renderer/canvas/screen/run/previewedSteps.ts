import type { Preview } from '../../../../shared/domain/preview.ts';
import type { PreviewedStep } from '../../canvas.ts';
import { graphSteps } from './graphSteps.ts';

export type PreviewedSteps = Readonly<Record<string, PreviewedStep>>;

/** What nodes gave in this preview, over what they gave in earlier ones: it stays known until they give something else. */
export function keepSteps(kept: PreviewedSteps, { steps, startedAt }: Preview): PreviewedSteps {
  const giving = [...graphSteps(steps)].filter(([, { outputs }]) => outputs.length > 0);
  return { ...kept, ...Object.fromEntries(giving.map(([id, step]) => [id, { step, startedAt }])) };
}

/**
 * What previews say of a node: the current one, unless the node is none of its nodes or was cancelled in it; then the last
 * in which it gave something. A picture stays until the new one is there.
 */
export function previewedStep(nodeId: string, current: Preview | null, kept: PreviewedSteps): PreviewedStep | null {
  const last = kept[nodeId] ?? null;
  const step = current && graphSteps(current.steps).get(nodeId);
  if (!current || !step) return last;
  const { startedAt } = current;
  if (last === null || last.step.nodeType !== step.nodeType || step.outputs.length > 0) return { step, startedAt };
  if (step.state === 'cancelled') return last;
  const isComing = step.state === 'waiting' || step.state === 'running';
  return { step: isComing ? { ...step, outputs: last.step.outputs } : step, startedAt };
}
