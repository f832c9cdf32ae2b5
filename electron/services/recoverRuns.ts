import { AppError, toErrorValue } from '../../shared/errors/appError.ts';
import type { RunRecord } from '../persistence/repositories/runRecord.ts';
import type { NoticeService } from './noticeService.ts';
import type { ObservationLifecycle } from './observationLifecycle.ts';
import type { RunLifecycle } from './runLifecycle.ts';
import { type ServiceContext, timestamp } from './serviceContext.ts';

/** A run that took the application down this often is not tried again without someone looking. */
const PARK_AFTER = 2;

interface RecoverTools {
  readonly lifecycle: RunLifecycle;
  readonly observations: ObservationLifecycle;
  readonly notices: NoticeService;
}

/**
 * Puts every run right that shows as running while nobody runs it: back to the queue, or parked after the second time.
 * `alive` = instances whose process is alive. `isBusy` = whether this very process works on the run or its observer: then
 * it is late, after a sleep of the machine for example, and renews its lease by itself.
 */
export function recoverRuns(
  context: ServiceContext,
  tools: RecoverTools,
  alive: ReadonlySet<string>,
  isBusy: (runId: string) => boolean,
): void {
  const { runs, observations } = context.repositories;
  const now = timestamp(context);
  /** Another process that looks at the same time may be quicker: one of both does it. */
  const unlessTaken = (runId: string, work: () => void): void => {
    try {
      work();
    } catch (thrown) {
      const error = toErrorValue(thrown);
      if (error.code !== 'run.lease_lost' && error.code !== 'run.invalid_transition') throw thrown;
      context.logger.info('a run is looked after by another process', { runId, error });
    }
  };
  for (const run of runs.interrupted(alive, now)) {
    if (!isBusy(run.id)) unlessTaken(run.id, () => recoverRun(run, tools));
  }
  runs.releaseReserved(alive);
  for (const observation of observations.interrupted(alive, now)) {
    const { runId } = observation;
    if (!isBusy(runId)) unlessTaken(runId, () => tools.observations.recover(observation));
  }
}

function recoverRun(run: RunRecord, { lifecycle, notices }: RecoverTools): void {
  const interruptions = run.interruptions + 1;
  if (interruptions < PARK_AFTER) {
    const text = 'The application ended under this run; it is taken up again.';
    lifecycle.requeue(run.id, run, text, { interruptions });
    return;
  }
  const message = `The application ended ${interruptions} times under run ${run.number}.`;
  const error = new AppError('run.interrupted', message, { details: { interruptions } });
  lifecycle.park(run.id, run, interruptions, error.toValue());
  notices.add({
    id: `parked-${run.id}-${interruptions}`,
    kind: 'parked',
    title: `${run.productName}: ${run.outputTypeName} is parked`,
    body: error.message,
    runId: run.id,
    productId: run.productId,
  });
}
