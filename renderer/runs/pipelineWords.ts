import type { RunDetail } from '../../shared/domain/run.ts';
import { formatDuration, formatTime } from '../ui/format.ts';

const pipelines: Record<RunDetail['mode'], string> = {
  legacy: 'Control, legacy pipeline',
  graph: 'Graph',
  shadow: 'Control, observed by a graph',
};

/** What stands above the steps: "Control, legacy pipeline". */
export function pipelineName(run: RunDetail): string {
  return pipelines[run.mode];
}

const secondsBetween = (from: string, to: number): number => Math.max(0, (to - Date.parse(from)) / 1000);

/** Seconds since the run started, up to its end or `now` (ms since epoch); null before. */
export function runSeconds(run: RunDetail, now: number): number | null {
  if (run.startedAt === null) return null;
  return secondsBetween(run.startedAt, run.endedAt === null ? now : Date.parse(run.endedAt));
}

const ends: Partial<Record<RunDetail['state'], string>> = {
  delivered: 'Delivered',
  failed: 'Failed',
  cancelled: 'Cancelled',
  parked: 'Parked',
};

/** What became of it, and when: "Delivered at 21:42:51, after 13.0 s in the queue". */
export function outcomeWords(run: RunDetail, now: number): string {
  const parts: string[] = [];
  const end = ends[run.state];
  if (end) parts.push(run.endedAt === null ? end : `${end} at ${formatTime(run.endedAt, true)}`);
  const until = run.startedAt === null ? (run.endedAt ?? now) : run.startedAt;
  const waited = secondsBetween(run.queuedAt, typeof until === 'number' ? until : Date.parse(until));
  if (waited >= 1) parts.push(`${formatDuration(waited)} in the queue`);
  return parts.join(', ');
}
