import type { CoreFields, RunDetail } from '../../shared/domain/run.ts';

/**
 * The core fields of the observer of a run: what it recorded of its own work, its times, and what was ordered, which is
 * the same for both because it works on the order line of its run. null = the run has no observer.
 */
export function observedCore({ core, observer }: Pick<RunDetail, 'core' | 'observer'>): Partial<CoreFields> | null {
  if (observer === null) return null;
  const { orderLine, product, outputType, mode } = core;
  const { startedAt, endedAt } = observer;
  const milliseconds = startedAt === null || endedAt === null ? null : Date.parse(endedAt) - Date.parse(startedAt);
  const durationSeconds = milliseconds === null ? null : milliseconds / 1000;
  return { orderLine, product, outputType, mode, startedAt, endedAt, durationSeconds, ...observer.core };
}
