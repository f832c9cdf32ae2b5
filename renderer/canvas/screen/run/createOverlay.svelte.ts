import { call } from '../../../api/client.ts';
import { useResource } from '../../../api/resource.svelte.ts';
import { useClock } from '../../../runs/clock.svelte.ts';
import { useLiveRun } from '../../../runs/liveRun.svelte.ts';
import { isObserving } from '../../../runs/observerWords.ts';
import { useRunLog } from '../../../runs/runLog.svelte.ts';
import type { RunOverlay } from '../../canvas.ts';
import type { WorkflowEditor } from '../../document/workflowEditor.ts';

/**
 * The run whose state the nodes show: the one that was chosen, else the newest of this workflow.
 * Call it while a component initialises.
 * @param previewing whether something else runs that the clock ticks for
 */
export function createOverlay(editor: WorkflowEditor, previewing: () => boolean): RunOverlay {
  const workflowId = $derived(editor.origin.workflowId);
  const list = useResource(async () => (workflowId === null ? [] : call('runs:list', { workflowId, limit: 200 })), {
    on: { 'runs:changed': ({ run }) => run.workflow?.id === workflowId },
    key: () => workflowId,
  });
  /** undefined = nobody has chosen. */
  let chosen = $state.raw<string | null | undefined>(undefined);
  const runs = $derived(list.data ?? []);
  const runId = $derived(chosen === undefined ? (runs[0]?.id ?? null) : chosen);
  const live = useLiveRun(() => runId);
  const log = useRunLog(() => runId);
  const clock = useClock(
    () =>
      previewing() ||
      (live.run !== null && (live.run.endedAt === null || isObserving(live.run.observer?.state ?? 'done'))),
  );

  return {
    get runs() {
      return runs;
    },
    get run() {
      return live.run;
    },
    get log() {
      return log.lines;
    },
    get now() {
      return clock.now;
    },
    choose(id) {
      chosen = id;
    },
  };
}
