import { asc, eq, sql } from 'drizzle-orm';
import type { RunStep } from '../../../shared/domain/run.ts';
import type { Connection } from '../connection.ts';
import { runSteps } from '../schema/runSteps.ts';

export interface RunStepRepository {
  /** In the order in which they were first written. */
  list(runId: string): RunStep[];
  /** Writes these steps over those with the same key; new ones come last. One transaction. */
  upsert(runId: string, steps: readonly RunStep[]): void;
}

export function createRunStepRepository(connection: Connection): RunStepRepository {
  return {
    list: (runId) =>
      connection
        .select({
          key: runSteps.key,
          label: runSteps.label,
          state: runSteps.state,
          why: runSteps.why,
          startedAt: runSteps.startedAt,
          endedAt: runSteps.endedAt,
          error: runSteps.error,
        })
        .from(runSteps)
        .where(eq(runSteps.runId, runId))
        .orderBy(asc(runSteps.position))
        .all(),
    upsert(runId, steps) {
      connection.transaction(
        (tx) => {
          for (const step of steps) {
            const { key, ...rest } = step;
            const position = tx
              .select({ next: sql<number>`coalesce(max(${runSteps.position}) + 1, 0)` })
              .from(runSteps)
              .where(eq(runSteps.runId, runId))
              .get()!.next;
            tx.insert(runSteps)
              .values({ runId, key, position, ...rest })
              .onConflictDoUpdate({ target: [runSteps.runId, runSteps.key], set: rest })
              .run();
          }
        },
        { behavior: 'immediate' },
      );
    },
  };
}
