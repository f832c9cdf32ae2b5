import type { ExecutionMode } from '../../shared/domain/outputType.ts';
import type { RunSummary } from '../../shared/domain/run.ts';
import { searchRuns } from './groupRuns.ts';

/** What the list is narrowed to besides the state; null = any. */
export interface RunFilter {
  readonly query: string;
  readonly mode: ExecutionMode | null;
  readonly outputTypeId: string | null;
}

/** Runs that pass search, mode and output type. */
export function filterRuns(runs: readonly RunSummary[], filter: RunFilter): RunSummary[] {
  return searchRuns(runs, filter.query).filter(
    (run) =>
      (filter.mode === null || run.mode === filter.mode) &&
      (filter.outputTypeId === null || run.outputTypeId === filter.outputTypeId),
  );
}

interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly count: number;
}

/** The values that occur, each once with its count, by name. */
export function choicesOf<Item, Value extends string>(
  items: readonly Item[],
  read: (item: Item) => { value: Value; label: string },
): Choice<Value>[] {
  const choices = new Map<Value, Choice<Value>>();
  for (const item of items) {
    const { value, label } = read(item);
    choices.set(value, { value, label, count: (choices.get(value)?.count ?? 0) + 1 });
  }
  return [...choices.values()].toSorted((a, b) => a.label.localeCompare(b.label));
}
