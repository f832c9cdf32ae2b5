import { and, asc, count, eq, sql } from 'drizzle-orm';
import type { ObservationState } from '../../../shared/domain/comparison.ts';
import { assertObservationTransition } from '../../../shared/domain/observationStateMachine.ts';
import { AppError } from '../../../shared/errors/appError.ts';
import type { Connection } from '../connection.ts';
import { observations } from '../schema/observations.ts';

export type ObservationRecord = typeof observations.$inferSelect;
export type ObservationPatch = Partial<Omit<ObservationRecord, 'runId' | 'state' | 'queuedAt'>>;

export interface ObservationRepository {
  /** A waiting observation of a shadow run; one that is there already stays as it is. */
  ensure(runId: string, at: string): void;
  get(runId: string): ObservationRecord | null;
  nextWaiting(): ObservationRecord | null;
  /**
   * The only way from one state to another.
   * @throws AppError `run.unknown`, `run.invalid_transition`
   */
  transition(runId: string, to: ObservationState, patch?: ObservationPatch): ObservationRecord;
  /** Replaces what an observation found, whatever its state. */
  update(runId: string, patch: ObservationPatch): ObservationRecord;
  /** Whether this instance still owns the running observation; if so, its lease now ends at `until`. */
  renewLease(runId: string, instanceId: string, until: string): boolean;
  /** Running ones whose instance is not alive, or has not renewed its lease by `now`. */
  interrupted(aliveInstances: ReadonlySet<string>, now: string): ObservationRecord[];
  waiting(): number;
}

const immediately = { behavior: 'immediate' } as const;

function unknown(runId: string): AppError {
  return new AppError('run.unknown', `Run ${runId} has no observer.`, { details: { runId } });
}

export function createObservationRepository(connection: Connection): ObservationRepository {
  const get = (runId: string): ObservationRecord | null =>
    connection.select().from(observations).where(eq(observations.runId, runId)).get() ?? null;
  const change = (runId: string, patch: Partial<ObservationRecord>): ObservationRecord => {
    if (Object.keys(patch).length > 0) {
      connection.update(observations).set(patch).where(eq(observations.runId, runId)).run();
    }
    const changed = get(runId);
    if (!changed) throw unknown(runId);
    return changed;
  };
  return {
    ensure(runId, at) {
      connection
        .insert(observations)
        .values({ runId, state: 'waiting', interruptions: 0, queuedAt: at, core: {} })
        .onConflictDoNothing()
        .run();
    },
    get,
    nextWaiting: () =>
      connection
        .select()
        .from(observations)
        .where(eq(observations.state, 'waiting'))
        .orderBy(asc(observations.queuedAt), asc(sql`rowid`))
        .limit(1)
        .get() ?? null,
    transition: (runId, to, patch = {}) =>
      connection.transaction(() => {
        const from = get(runId);
        if (!from) throw unknown(runId);
        assertObservationTransition(from.state, to);
        return change(runId, { ...patch, state: to });
      }, immediately),
    update: change,
    renewLease(runId, instanceId, until) {
      const mine = and(
        eq(observations.runId, runId),
        eq(observations.state, 'running'),
        eq(observations.instanceId, instanceId),
      );
      return connection.update(observations).set({ leaseExpiresAt: until }).where(mine).run().changes > 0;
    },
    interrupted(alive, now) {
      const running = connection.select().from(observations).where(eq(observations.state, 'running')).all();
      return running.filter(
        ({ instanceId, leaseExpiresAt }) =>
          instanceId === null || !alive.has(instanceId) || (leaseExpiresAt !== null && leaseExpiresAt < now),
      );
    },
    waiting: () =>
      connection.select({ waiting: count() }).from(observations).where(eq(observations.state, 'waiting')).get()!
        .waiting,
  };
}
