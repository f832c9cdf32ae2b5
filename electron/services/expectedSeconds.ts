import type { Repositories } from '../persistence/repositories.ts';
import { median } from './median.ts';

/** Runs of an output type that an estimate rests on. */
const HISTORY = 5;

/** Median duration of the latest delivered runs of an output type; null without history. */
export function expectedSeconds({ runs }: Pick<Repositories, 'runs'>, outputTypeId: string): number | null {
  return median(runs.recentDurations(outputTypeId, HISTORY));
}
