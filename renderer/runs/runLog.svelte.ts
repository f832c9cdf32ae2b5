import { untrack } from 'svelte';
import type { AppError } from '../../shared/errors/appError.ts';
import type { RunLogLine } from '../../shared/domain/run.ts';
import { call, onEvent } from '../api/client.ts';
import { asAppError } from '../api/resource.svelte.ts';
import { mergeLogLines } from './mergeLogLines.ts';

const pageSize = 5000;

/**
 * The log of a run: all that was written, and what is written from now on. `id` null = of none, which is empty.
 * Call it while a component initialises.
 */
export function useRunLog(id: () => string | null) {
  let lines = $state.raw<readonly RunLogLine[]>([]);
  let error = $state.raw<AppError | null>(null);
  let attempt = $state(0);

  const add = (more: readonly RunLogLine[]): void => {
    lines = mergeLogLines(lines, more);
  };

  async function read(runId: string, current: () => boolean): Promise<void> {
    for (let after = -1; ;) {
      const page = await call('runs:log', { id: runId, after, limit: pageSize });
      if (!current()) return;
      add(page);
      if (page.length < pageSize) return;
      after = page.at(-1)?.seq ?? after;
    }
  }

  $effect(() => {
    const runId = id();
    void attempt;
    let current = true;
    untrack(() => {
      lines = [];
      error = null;
    });
    if (runId === null) return;
    // Listening starts first: a line that is written meanwhile comes twice rather than never.
    const stop = onEvent('runs:logged', (logged) => {
      if (logged.runId === runId) add(logged.lines);
    });
    read(runId, () => current).catch((thrown: unknown) => {
      if (current) error = asAppError(thrown);
    });
    return () => {
      current = false;
      stop();
    };
  });

  return {
    get lines() {
      return lines;
    },
    get error() {
      return error;
    },
    reload: () => {
      attempt += 1;
    },
  };
}
