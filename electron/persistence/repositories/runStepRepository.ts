import { type SQL, asc, eq, sql } from 'drizzle-orm';
import type { RunStep } from '../../../shared/domain/run.ts';
import type { Connection } from '../connection.ts';
import { runSteps } from '../schema/runSteps.ts';

export interface RunStepRepository {
  /** In the order in which they were first written. */
  list(runId: string): RunStep[];
  /** Writes these steps over those with the same executor and key; new ones come last. One transaction. */
  upsert(runId: string, steps: readonly RunStep[]): void;
}

/** Statements for writing are prepared once: a run of a thousand nodes asks for them three thousand times. */
export function createRunStepRepository(connection: Connection): RunStepRepository {
  const given = sql.placeholder;
  const position = connection
    .select({ next: sql<number>`coalesce(max(${runSteps.position}) + 1, 0)` })
    .from(runSteps)
    .where(eq(runSteps.runId, given('runId')))
    .prepare();
  const brought = (column: string): SQL => sql.raw(`excluded.${column}`);
  const write = connection
    .insert(runSteps)
    .values({
      runId: given('runId'),
      executor: given('executor'),
      key: given('key'),
      position: given('position'),
      label: given('label'),
      nodeType: given('nodeType'),
      state: given('state'),
      why: given('why'),
      startedAt: given('startedAt'),
      endedAt: given('endedAt'),
      // A placeholder makes null the JSON text of it.
      error: sql`nullif(${sql.param(given('error'), runSteps.error)}, 'null')`,
      cpuSeconds: given('cpuSeconds'),
      peakMemoryBytes: given('peakMemoryBytes'),
      outputs: given('outputs'),
    })
    .onConflictDoUpdate({
      target: [runSteps.runId, runSteps.executor, runSteps.key],
      set: {
        label: brought('label'),
        nodeType: brought('node_type'),
        state: brought('state'),
        why: brought('why'),
        startedAt: brought('started_at'),
        endedAt: brought('ended_at'),
        error: brought('error'),
        cpuSeconds: brought('cpu_seconds'),
        peakMemoryBytes: brought('peak_memory_bytes'),
        outputs: brought('outputs'),
      },
    })
    .prepare();
  return {
    list: (runId) =>
      connection
        .select({
          executor: runSteps.executor,
          key: runSteps.key,
          nodeType: runSteps.nodeType,
          label: runSteps.label,
          state: runSteps.state,
          why: runSteps.why,
          startedAt: runSteps.startedAt,
          endedAt: runSteps.endedAt,
          error: runSteps.error,
          cpuSeconds: runSteps.cpuSeconds,
          peakMemoryBytes: runSteps.peakMemoryBytes,
          outputs: runSteps.outputs,
        })
        .from(runSteps)
        .where(eq(runSteps.runId, runId))
        .orderBy(asc(runSteps.position))
        .all(),
    upsert(runId, steps) {
      connection.transaction(
        () => {
          let next = position.get({ runId })!.next;
          for (const step of steps) {
            write.run({ ...step, runId, position: next });
            next += 1;
          }
        },
        { behavior: 'immediate' },
      );
    },
  };
}
