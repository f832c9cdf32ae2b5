import type { RunProgress, RunSummary } from '../../shared/domain/run.ts';
import type { ChannelInput } from '../../shared/ipc/contract.ts';
import { call, onEvent } from '../api/client.ts';
import { useResource } from '../api/resource.svelte.ts';

/**
 * The list of runs, kept current: a changed run re-fetches the list, progress is laid over the rows as it comes,
 * because it comes often and carries its data. Another filter is another list: the old one is not shown meanwhile.
 */
export function useLiveRuns(filter: () => ChannelInput<'runs:list'>) {
  const list = useResource(() => call('runs:list', filter()), {
    on: { 'runs:changed': true },
    key: () => JSON.stringify(filter()),
  });
  let progress = $state.raw<Readonly<Record<string, RunProgress>>>({});

  $effect(() =>
    onEvent('runs:progressed', (next) => {
      progress = { ...progress, [next.runId]: next };
    }),
  );

  const runs = $derived(
    (list.data ?? []).map((run): RunSummary => {
      const live = progress[run.id];
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
