import type { RunSummary } from '../../../shared/domain/run.ts';

export interface Estimate {
  readonly seconds: number;
  readonly runs: number;
}

const LATEST = 5;

/**
 * How long an order will take, from delivered runs of the same output type: those of the same product if there are
 * any, else of all. Median of the latest; null without history.
 */
export function estimateSeconds(
  delivered: readonly RunSummary[],
  productId: string | null,
  outputTypeId: string,
): Estimate | null {
  const timed = delivered
    .filter((run) => run.outputTypeId === outputTypeId && run.startedAt !== null && run.endedAt !== null)
    .sort((a, b) => (b.endedAt ?? '').localeCompare(a.endedAt ?? ''));
  const own = timed.filter((run) => run.productId === productId);
  const seconds = (own.length > 0 ? own : timed)
    .slice(0, LATEST)
    .map((run) => (Date.parse(run.endedAt ?? '') - Date.parse(run.startedAt ?? '')) / 1000)
    .sort((a, b) => a - b);
  const median = seconds[Math.floor(seconds.length / 2)];
  return median === undefined ? null : { seconds: median, runs: seconds.length };
}
