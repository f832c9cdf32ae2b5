import type { RunSummary } from '../../shared/domain/run.ts';
import { formatWhen } from '../ui/format.ts';
import type { RunGroup } from './groupRuns.ts';

/** "Today", "Yesterday", "23 Nov", "23 Nov 2025" */
function dayWord(iso: string, now: Date): string {
  const word = formatWhen(iso, now).replace(/ \d\d:\d\d$/, '');
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** Runs that have ended, newest first, one group per local day on which they ended. */
export function historyGroups(runs: readonly RunSummary[], now: Date): RunGroup[] {
  const endOf = (run: RunSummary): string => run.endedAt ?? run.queuedAt;
  const days = new Map<string, RunSummary[]>();
  for (const run of runs.toSorted((a, b) => endOf(b).localeCompare(endOf(a)))) {
    const day = dayWord(endOf(run), now);
    const group = days.get(day);
    if (group) group.push(run);
    else days.set(day, [run]);
  }
  return [...days].map(([day, of], index) => ({
    key: day,
    label: day,
    hint: index === 0 ? 'Newest first' : '',
    runs: of,
  }));
}
