import type { RunDetail, RunProgress } from '../../shared/domain/run.ts';
import { call, onEvent } from '../api/client.ts';
import { useResource } from '../api/resource.svelte.ts';

/** One run, kept current: a change re-fetches it, progress is laid over it as it comes. `id` null = none. */
export function useLiveRun(id: () => string | null) {
  async function read(): Promise<RunDetail | null> {
    const wanted = id();
    return wanted === null ? null : call('runs:get', { id: wanted });
  }

  const detail = useResource(read, { on: { 'runs:changed': ({ run }) => run.id === id() }, key: id });
  let progress = $state.raw<RunProgress | null>(null);

  $effect(() =>
    onEvent('runs:progressed', (next) => {
      if (next.runId === id()) progress = next;
    }),
  );

  const run = $derived.by((): RunDetail | null => {
    const data = detail.data;
    if (!data) return null;
    return data.state === 'running' && progress?.runId === data.id ? { ...data, progress } : data;
  });

  return {
    detail,
    get run() {
      return run;
    },
  };
}
