import type { ExecutionMode } from '../../shared/domain/outputType.ts';
import type { Executor, RunDetail, RunStep } from '../../shared/domain/run.ts';
import { laneOutcome } from './laneOutcome.ts';
import type { Interval } from './timeline.ts';

/** Time in which nothing was done: in the queue, or behind other work. */
export interface LaneWait extends Interval {
  readonly label: string;
  readonly why: string;
}

/** The steps of one executor of a run, under one head. */
export interface Lane {
  readonly key: 'control' | 'observer' | 'graph' | 'fallback';
  readonly title: string;
  /** Whose colour its bars have. */
  readonly mode: ExecutionMode;
  readonly wait: LaneWait | null;
  readonly steps: readonly RunStep[];
  /** From its first step to its last; null = it has not begun. */
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  /** What became of it, in words. */
  readonly outcome: string;
}

/** Names a step within its run: keys are unique within their executor only. */
export function stepId(step: Pick<RunStep, 'executor' | 'key'>): string {
  return `${step.executor}:${step.key}`;
}

/** What carries out an observed or authoritative graph: `graph r13`, or `graph` while the revision is not known. */
function graphName(run: Pick<RunDetail, 'workflow'>): string {
  return run.workflow ? `graph ${run.workflow.name} r${run.workflow.revision}` : 'graph';
}

/** The lanes in reading order. What delivers stands first, except that a fallback follows what it stands in for. */
export function lanesOf(run: RunDetail, now: number): Lane[] {
  const of = (executor: Executor): readonly RunStep[] => run.steps.filter((step) => step.executor === executor);
  const lane = (key: Lane['key'], title: string, executor: Executor, wait: LaneWait | null): Lane => {
    const steps = of(executor);
    const whole = wholeOf(key, run, steps);
    const mode = key === 'observer' ? 'shadow' : executor;
    return { key, title, mode, wait, steps, ...whole, outcome: laneOutcome(key, run, steps, now) };
  };
  if (run.mode === 'legacy') return [lane('control', 'Control, legacy pipeline', 'legacy', queueWait(run))];
  if (run.mode === 'shadow') {
    return [
      lane('control', 'Control, legacy pipeline', 'legacy', queueWait(run)),
      lane('observer', `Observer, ${graphName(run)}`, 'graph', observerWait(run)),
    ];
  }
  const graph = lane('graph', capital(graphName(run)), 'graph', queueWait(run));
  const fellBack = run.fallback !== null || of('legacy').length > 0;
  return fellBack ? [graph, lane('fallback', 'Fallback: legacy', 'legacy', null)] : [graph];
}

function wholeOf(
  key: Lane['key'],
  run: RunDetail,
  steps: readonly RunStep[],
): { startedAt: string | null; endedAt: string | null } {
  if (key === 'observer') return { startedAt: run.observer?.startedAt ?? null, endedAt: run.observer?.endedAt ?? null };
  const alone = run.mode !== 'graph' || run.fallback === null;
  if (alone && key !== 'fallback') return { startedAt: run.startedAt, endedAt: run.endedAt };
  const startedAt = steps.flatMap((step) => step.startedAt ?? []).toSorted()[0] ?? null;
  const open = steps.some((step) => step.startedAt !== null && step.endedAt === null);
  const endedAt = open
    ? null
    : (steps
        .flatMap((step) => step.endedAt ?? [])
        .toSorted()
        .at(-1) ?? null);
  return { startedAt, endedAt };
}

/** Until it began, or until it ended without having begun. Less than a second is not worth a row. */
function queueWait(run: RunDetail): LaneWait | null {
  const to = run.startedAt ?? run.endedAt;
  if (to !== null && Date.parse(to) - Date.parse(run.queuedAt) < 1000) return null;
  const why = to !== null ? '' : run.held ? 'Paused until it is resumed' : 'Waits for its turn';
  return { id: 'wait:queue', label: to === null ? 'In the queue' : 'Waited in the queue', why, from: run.queuedAt, to };
}

/** After the control was delivered, until the observer began. */
function observerWait(run: RunDetail): LaneWait | null {
  const { observer, endedAt: from } = run;
  if (observer === null || from === null) return null;
  const to = observer.startedAt ?? observer.endedAt;
  if (to !== null && Date.parse(to) - Date.parse(from) < 1000) return null;
  const label = to === null ? 'Waits for an empty queue' : 'Waited for an empty queue';
  return { id: 'wait:observer', label, why: 'Orders come first', from, to };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
