import { AppError } from '../../shared/errors/appError.ts';
import type { NoticeService } from './noticeService.ts';
import type { ObservationLifecycle } from './observationLifecycle.ts';
import type { RunLifecycle } from './runLifecycle.ts';
import { type ServiceContext, timestamp } from './serviceContext.ts';

/** A run that took the application down this often is not tried again without someone looking. */
const PARK_AFTER = 2;

/**
 * Puts every run right that shows as running while nobody runs it: back to the queue, or parked after the second time.
 * `alive` = instances whose process is alive.
 */
export function recoverRuns(
  context: ServiceContext,
  tools: { lifecycle: RunLifecycle; observations: ObservationLifecycle; notices: NoticeService },
  alive: ReadonlySet<string>,
): void {
  const { runs, observations } = context.repositories;
  const now = timestamp(context);
  for (const run of runs.interrupted(alive, now)) {
    const interruptions = run.interruptions + 1;
    if (interruptions < PARK_AFTER) {
      tools.lifecycle.requeue(run.id, interruptions, 'The application ended under this run; it is taken up again.');
      continue;
    }
    const error = new AppError(
      'run.interrupted',
      `The application ended ${interruptions} times under run ${run.number}.`,
      {
        details: { interruptions },
      },
    );
    tools.lifecycle.park(run.id, interruptions, error.toValue());
    tools.notices.add({
      id: `parked-${run.id}-${interruptions}`,
      kind: 'parked',
      title: `${run.productName}: ${run.outputTypeName} is parked`,
      body: error.message,
      runId: run.id,
      productId: run.productId,
    });
  }
  runs.releaseReserved(alive);
  for (const { runId, interruptions } of observations.interrupted(alive, now)) {
    tools.observations.recover(runId, interruptions + 1);
  }
}
