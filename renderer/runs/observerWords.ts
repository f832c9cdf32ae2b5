import type { RunDetail } from '../../shared/domain/run.ts';
import type { ObservationState, Verdict } from '../../shared/domain/comparison.ts';
import type { Status } from '../ui/status.ts';

type Observer = NonNullable<RunDetail['observer']>;

/** The glyph of an observer that has no verdict yet, or none any more. */
export const observationGlyph: Record<ObservationState, Status> = {
  waiting: 'waiting',
  running: 'running',
  done: 'waiting',
  failed: 'fail',
  timed_out: 'fail',
  cancelled: 'skipped',
};

/** As chips say it: "Observer waits". */
export const observationWord: Record<ObservationState, string> = {
  waiting: 'Observer waits',
  running: 'Observer runs',
  done: 'Not compared yet',
  failed: 'Observer failed',
  timed_out: 'Observer ran out of time',
  cancelled: 'Observer cancelled',
};

/** It may still come to a verdict by itself. */
export function isObserving(state: ObservationState): boolean {
  return state === 'waiting' || state === 'running';
}

/** What the observer does or did, in sentences; every end says that the order line was not touched. */
export function observerSentence(run: Pick<RunDetail, 'endedAt' | 'state'>, observer: Observer): string {
  switch (observer.state) {
    case 'waiting':
      if (run.endedAt === null) return 'Observer starts after the control is delivered, when the queue is empty.';
      if (run.state !== 'delivered') return 'Observer does not start: there is no control to compare with.';
      return 'Observer waits until the queue is empty.';
    case 'running':
      return 'Observer runs the graph. Control and candidate are compared when it ends.';
    case 'done':
      return observer.comparison ? '' : 'Observer has ended. Control and candidate have not been compared yet.';
    case 'failed':
      return 'Observer failed, so there is no candidate. The order line is not touched.';
    case 'timed_out':
      return 'Observer ran out of time and was stopped, so there is no candidate. The order line is not touched.';
    case 'cancelled':
      return 'Observer was cancelled, so there is no candidate. The order line is not touched.';
  }
}

/** What the verdict means for who may deliver. */
export function verdictConsequence(verdict: Verdict, run: Pick<RunDetail, 'outputTypeName' | 'workflow'>): string {
  const workflow = run.workflow ? `${run.workflow.name} r${run.workflow.revision}` : 'the graph';
  if (verdict === 'pass') return `This run speaks for ${workflow} delivering ${run.outputTypeName}.`;
  return `Legacy stays authoritative for ${run.outputTypeName}. This run does not allow graph for ${workflow}.`;
}

/** Why control and candidate cannot be compared now, or null when they can. */
export function compareReason(run: Pick<RunDetail, 'observer' | 'state' | 'endedAt'>): string | null {
  const { observer } = run;
  if (observer === null) return 'Only shadow runs are compared';
  if (run.endedAt === null) return 'The control is not delivered yet';
  if (run.state !== 'delivered') return 'There is no control to compare with';
  return observer.state === 'running' ? 'The observer has not ended yet' : null;
}

/** What comparing takes: where there is no candidate, the observer runs first. */
export function compareWords(observer: Observer): string {
  if (observer.state === 'waiting') return 'Observe now';
  if (observer.state !== 'done' && observer.state !== 'running') return 'Observe again';
  return observer.comparison === null ? 'Compare' : 'Compare again';
}

/** Why the candidate or the heat map cannot be looked at, or null when it can. */
export function viewReason(view: 'candidate' | 'heatMap', observer: Observer): string | null {
  if (view === 'candidate' ? observer.candidateUrl : observer.heatMapUrl) return null;
  if (isObserving(observer.state)) {
    return view === 'candidate' ? 'The observer has not ended yet' : 'Control and candidate are not compared yet';
  }
  if (view === 'candidate') return 'The observer left no candidate';
  return observer.comparison === null ? 'Control and candidate are not compared' : 'This comparison made no heat map';
}
