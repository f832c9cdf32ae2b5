import type { RunStep } from './run.ts';

/** A step, or a node, that has not begun. */
export function waitingStep(step: Pick<RunStep, 'executor' | 'key' | 'label' | 'nodeType'>): RunStep {
  return {
    ...step,
    ...{ state: 'waiting', why: '', startedAt: null, endedAt: null, error: null },
    ...{ cpuSeconds: null, peakMemoryBytes: null, outputs: [] },
  };
}
