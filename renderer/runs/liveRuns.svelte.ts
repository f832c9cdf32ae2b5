import type { RunProgress, RunSummary } from '../../shared/domain/run.ts';
import { call, onEvent } from '../api/client.ts';
import { useResource } from '../api/resource.svelte.ts';

/**
 * The list of runs, kept current: a changed run re-fetches the list, progress is laid over the rows as it comes,
 * because it comes often and carries its data.
 */
export function useLiveRuns(filter: { productId?: string } = {}) {
  const list = useResource(() => call('runs:list', filter), { on: { 'runs:changed': true } });
  let progress = $state.raw<ReadonlyMap<string, RunProgress>>(new Map());

  $effect(() =>
    onEvent('runs:progressed', (next) => {
      progress = new Map(progress).set(next.runId, next);
    }),
  );

  const runs = $derived(
    (list.data ?? []).map((run): RunSummary => {
      const live = progress.get(run.id);
      return live && run.state === 'running' ? { ...run, progress: live } : run;
    }),
  );

  return {
    list,
    get runs() {
      return runs;
    },
  };
}
