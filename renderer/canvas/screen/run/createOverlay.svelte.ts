import { call, onEvent } from '../../../api/client.ts';
import { useResource } from '../../../api/resource.svelte.ts';
import { useClock } from '../../../runs/clock.svelte.ts';
import { useLiveRun } from '../../../runs/liveRun.svelte.ts';
import { isObserving } from '../../../runs/observerWords.ts';
import { useRunLog } from '../../../runs/runLog.svelte.ts';
import type { RunOverlay } from '../../canvas.ts';
import type { WorkflowEditor } from '../../document/workflowEditor.ts';
import { chooseNow, type RunChoice, shownSince } from './shownSince.ts';

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
  /** A choice holds for the workflow that it was made in: a copy of it has no runs. null = nobody has chosen. */
  let choice = $state.raw<RunChoice | null>(null);
  const own = $derived(choice !== null && choice.workflowId === workflowId ? choice : null);
  const runs = $derived(list.data ?? []);
  const runId = $derived(own === null ? (runs[0]?.id ?? null) : own.runId);
  const live = useLiveRun(() => runId);
  const log = useRunLog(() => runId);
  /** Nodes run beside each other: each keeps what was last told of it. */
  let told = $state.raw<{ readonly runId: string; readonly fractions: Readonly<Record<string, number>> } | null>(null);
  const clock = useClock(
    () =>
      previewing() ||
      (live.run !== null && (live.run.endedAt === null || isObserving(live.run.observer?.state ?? 'done'))),
  );

  $effect(() =>
    onEvent('runs:progressed', ({ runId: id, node }) => {
      if (id !== runId || node === null) return;
      const before = told?.runId === id ? told.fractions : {};
      told = { runId: id, fractions: { ...before, [node.id]: node.fraction } };
    }),
  );

  return {
    get runs() {
      return runs;
    },
    get run() {
      return live.run;
    },
    get since() {
      return live.run && shownSince(live.run, own);
    },
    get log() {
      return log.lines;
    },
    fractionOf(nodeId) {
      const node = live.run?.progress?.node ?? null;
      const known = told !== null && told.runId === runId ? told.fractions[nodeId] : undefined;
      return known ?? (node?.id === nodeId ? node.fraction : null);
    },
    get now() {
      return clock.now;
    },
    choose(id) {
      choice = chooseNow(workflowId, id);
    },
  };
}
