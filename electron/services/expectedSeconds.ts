import type { Repositories } from '../persistence/repositories.ts';

/** Runs of an output type that an estimate rests on. */
const HISTORY = 5;

/** Median duration of the latest delivered runs of an output type; null without history. */
export function expectedSeconds({ runs }: Pick<Repositories, 'runs'>, outputTypeId: string): number | null {
  const seconds = runs.recentDurations(outputTypeId, HISTORY).sort((a, b) => a - b);
  return seconds[Math.floor(seconds.length / 2)] ?? null;
}
