import { and, asc, count, desc, eq, inArray, isNull, or, sql } from 'drizzle-orm';
import type { CoreFields, RunState } from '../../../shared/domain/run.ts';
import { runStateSchema } from '../../../shared/domain/run.ts';
import { assertTransition } from '../../../shared/domain/runStateMachine.ts';
import { AppError, type ErrorValue } from '../../../shared/errors/appError.ts';
import type { Connection } from '../connection.ts';
import { orderLines } from '../schema/orderLines.ts';
import { type RunPriority, type RunReuse, runs } from '../schema/runs.ts';
import { nextValue, padded } from './numbers.ts';
import { type RunListRecord, type RunRecord, selectRun, selectRunList } from './runRecord.ts';

/** Core fields that are known when a run is ordered; the others start as null. */
export type NewRunCore = Pick<CoreFields, 'orderLine' | 'product' | 'outputType' | 'mode' | 'executor'> &
  Partial<CoreFields>;

export interface NewRun {
  readonly id: string;
  readonly orderLineId: string;
  readonly priority: RunPriority;
  readonly queuedAt: string;
  /** The only instance that may take it; null = any. */
  readonly instanceId: string | null;
  /** The run that this one repeats. */
  readonly retryOf: string | null;
  readonly folder: string | null;
  readonly workflow: { readonly id: string; readonly revision: number } | null;
  readonly reuse: RunReuse;
  readonly core: NewRunCore;
}

export interface RunPatch {
  readonly queuedAt?: string;
  readonly instanceId?: string | null;
  readonly interruptions?: number;
  readonly error?: ErrorValue | null;
  readonly folder?: string | null;
  readonly leaseExpiresAt?: string | null;
  readonly held?: boolean;
  readonly fallback?: ErrorValue | null;
  /** `startedAt` and `endedAt` of the run are those of its core fields. `mode` is decided when the run starts. */
  readonly core?: Partial<CoreFields>;
}

export interface RunFilter {
  readonly productId?: string;
  /** Ordered with any revision of it. */
  readonly workflowId?: string;
  readonly states?: readonly RunState[];
  readonly limit: number;
}

export interface RunRepository {
  /** A waiting run with the next number (R-0001); `attempt` counts the runs of its order line. */
  insert(run: NewRun): RunRecord;
  get(id: string): RunRecord | null;
  /** Newest first. */
  list(filter: RunFilter): RunListRecord[];
  /**
   * The only way from one state to another.
   * @throws AppError `run.unknown`, `run.invalid_transition`
   */
  transition(id: string, to: RunState, patch?: RunPatch): RunRecord;
  /** @throws AppError `run.unknown` */
  update(id: string, patch: RunPatch): RunRecord;
  /** @throws AppError `run.unknown` */
  updateCore(id: string, core: RunPatch['core']): RunRecord;
  /** @throws AppError `run.unknown` */
  setPriority(id: string, priority: RunPriority): RunRecord;
  /**
   * The waiting run that this instance should take next: priority, then age. Runs kept for others and paused ones are
   * left alone.
   */
  nextWaiting(instanceId: string): RunRecord | null;
  /** Running runs whose instance is not alive, or has not renewed its lease by `now`, oldest first. */
  interrupted(aliveInstances: ReadonlySet<string>, now: string): RunRecord[];
  /** Whether this instance still owns the running run; if so, its lease now ends at `until`. */
  renewLease(id: string, instanceId: string, until: string): boolean;
  /** All runs of an order line, oldest first. */
  ofOrderLine(orderLineId: string): RunListRecord[];
  /** Opens waiting runs that were kept for an instance that is gone to any instance; returns how many. */
  releaseReserved(aliveInstances: ReadonlySet<string>): number;
  counts(): Record<RunState, number>;
  /** Seconds of the latest delivered runs of an output type, newest first. */
  recentDurations(outputTypeId: string, limit: number): number[];
}

const rank = sql`case ${runs.priority} when 'high' then 0 when 'normal' then 1 else 2 end`;
const immediately = { behavior: 'immediate' } as const;

function unknownRun(id: string): AppError {
  return new AppError('run.unknown', `There is no run ${id}.`, { details: { id } });
}

/** Runs in a state that belong to nobody, to an instance that is not alive, or whose lease is over; oldest first. */
function runsWithoutOwner(connection: Connection, state: RunState, alive: ReadonlySet<string>, now: string | null) {
  const overdue = (leaseExpiresAt: string | null): boolean =>
    now !== null && leaseExpiresAt !== null && leaseExpiresAt < now;
  return connection
    .select({ id: runs.id, instanceId: runs.instanceId, leaseExpiresAt: runs.leaseExpiresAt })
    .from(runs)
    .where(eq(runs.state, state))
    .orderBy(asc(runs.queuedAt), asc(sql`rowid`))
    .all()
    .filter((run) => run.instanceId === null || !alive.has(run.instanceId) || overdue(run.leaseExpiresAt));
}

function renewLease(connection: Connection, id: string, instanceId: string, until: string): boolean {
  const mine = and(eq(runs.id, id), eq(runs.state, 'running'), eq(runs.instanceId, instanceId));
  return connection.update(runs).set({ leaseExpiresAt: until }).where(mine).run().changes > 0;
}

function insertRun(connection: Connection, { core, workflow, ...run }: NewRun): RunRecord {
  const number = `R-${padded(nextValue(connection, 'run'), 4)}`;
  const ofLine = eq(runs.orderLineId, run.orderLineId);
  const earlier = connection.select({ runs: count() }).from(runs).where(ofLine).get()!.runs;
  connection
    .insert(runs)
    .values({
      ...{ ...run, ...core, number },
      ...{ workflowId: workflow?.id ?? null, workflowRevisionNumber: workflow?.revision ?? null },
      ...{ state: 'waiting', attempt: earlier + 1, interruptions: 0 },
    })
    .run();
  return selectRun(connection, run.id)!;
}

function updateRun(connection: Connection, id: string, patch: RunPatch, state?: RunState): RunRecord {
  const { core, ...own } = patch;
  const values = { ...own, ...core, ...(state ? { state } : {}) };
  if (Object.keys(values).length > 0) connection.update(runs).set(values).where(eq(runs.id, id)).run();
  const run = selectRun(connection, id);
  if (!run) throw unknownRun(id);
  return run;
}

function listRuns(connection: Connection, filter: RunFilter): RunListRecord[] {
  const { productId, workflowId, states, limit } = filter;
  return selectRunList(connection)
    .where(
      and(
        productId === undefined ? undefined : eq(orderLines.productId, productId),
        workflowId === undefined ? undefined : eq(runs.workflowId, workflowId),
        states === undefined ? undefined : inArray(runs.state, [...states]),
      ),
    )
    .orderBy(desc(runs.queuedAt), desc(sql`${runs}.rowid`))
    .limit(limit)
    .all();
}

function findNextWaiting(connection: Connection, instanceId: string): RunRecord | null {
  const next = connection
    .select({ id: runs.id })
    .from(runs)
    .where(
      and(
        eq(runs.state, 'waiting'),
        eq(runs.held, false),
        or(isNull(runs.instanceId), eq(runs.instanceId, instanceId)),
      ),
    )
    .orderBy(rank, asc(runs.queuedAt), asc(sql`rowid`))
    .limit(1)
    .get();
  return next ? selectRun(connection, next.id) : null;
}

function countRuns(connection: Connection): Record<RunState, number> {
  const found = connection.select({ state: runs.state, runs: count() }).from(runs).groupBy(runs.state).all();
  const counts = Object.fromEntries(runStateSchema.options.map((state) => [state, 0])) as Record<RunState, number>;
  for (const row of found) counts[row.state] = row.runs;
  return counts;
}

function findRecentDurations(connection: Connection, outputTypeId: string, limit: number): number[] {
  return connection
    .select({ seconds: runs.durationSeconds })
    .from(runs)
    .innerJoin(orderLines, eq(orderLines.id, runs.orderLineId))
    .where(and(eq(runs.state, 'delivered'), eq(orderLines.outputTypeId, outputTypeId)))
    .orderBy(desc(runs.endedAt))
    .limit(limit)
    .all()
    .flatMap((row) => row.seconds ?? []);
}

export function createRunRepository(connection: Connection): RunRepository {
  return {
    insert: (run) => connection.transaction(() => insertRun(connection, run), immediately),
    get: (id) => selectRun(connection, id),
    list: (filter) => listRuns(connection, filter),
    transition: (id, to, patch = {}) =>
      connection.transaction(() => {
        const from = connection.select({ state: runs.state }).from(runs).where(eq(runs.id, id)).get();
        if (!from) throw unknownRun(id);
        assertTransition(from.state, to);
        return updateRun(connection, id, patch, to);
      }, immediately),
    update: (id, patch) => updateRun(connection, id, patch),
    updateCore: (id, core) => updateRun(connection, id, { core }),
    setPriority(id, priority) {
      connection.update(runs).set({ priority }).where(eq(runs.id, id)).run();
      return updateRun(connection, id, {});
    },
    nextWaiting: (instanceId) => findNextWaiting(connection, instanceId),
    renewLease: (id, instanceId, until) => renewLease(connection, id, instanceId, until),
    ofOrderLine: (orderLineId) =>
      selectRunList(connection)
        .where(eq(runs.orderLineId, orderLineId))
        .orderBy(asc(sql`${runs}.rowid`))
        .all(),
    interrupted: (alive, now) =>
      runsWithoutOwner(connection, 'running', alive, now).flatMap(({ id }) => selectRun(connection, id) ?? []),
    releaseReserved(alive) {
      const kept = runsWithoutOwner(connection, 'waiting', alive, null).filter((run) => run.instanceId !== null);
      const ids = kept.map((run) => run.id);
      if (ids.length === 0) return 0;
      return connection.update(runs).set({ instanceId: null }).where(inArray(runs.id, ids)).run().changes;
    },
    counts: () => countRuns(connection),
    recentDurations: (outputTypeId, limit) => findRecentDurations(connection, outputTypeId, limit),
  };
}
