import type { CoreFields, RunLogLine, RunState } from '../../shared/domain/run.ts';
import type { ExecutionMode } from '../../shared/domain/outputType.ts';
import { AppError, type ErrorValue } from '../../shared/errors/appError.ts';
import type { RunRecord } from '../persistence/repositories/runRecord.ts';
import type { RunPatch } from '../persistence/repositories/runRepository.ts';
import type { ProgressBoard } from './progressBoard.ts';
import type { RunLogBook } from './runLogBook.ts';
import type { ReporterTools } from './runReporter.ts';
import { runSummary, type WorkflowName } from './runView.ts';
import { leaseEnd } from './lease.ts';
import { type ServiceContext, timestamp } from './serviceContext.ts';

/** What a run forgets when it goes back to the queue: it starts anew. */
const unstarted: Partial<CoreFields> = {
  startedAt: null,
  endedAt: null,
  durationSeconds: null,
  exitCode: null,
  peakMemoryBytes: null,
  deviceUsed: null,
};

/** Whose a running run is found to be; left out `leaseExpiresAt` = whatever its lease. */
type RunOwner = Pick<RunRecord, 'instanceId'> & Partial<Pick<RunRecord, 'leaseExpiresAt'>>;

interface Change {
  readonly patch: RunPatch;
  readonly level: RunLogLine['level'];
  readonly text: string;
  /** Looked at in the same transaction: between finding a run and changing it, another process may have taken it. */
  readonly owner?: RunOwner | undefined;
  /** What becomes of steps that run. */
  readonly steps?: 'waiting' | 'failed';
}

/** The one path by which a run changes its state: persist, then log, then broadcast. */
export class RunLifecycle {
  readonly #context: ServiceContext;
  readonly #log: RunLogBook;
  readonly #progress: ProgressBoard;

  readonly #nameOf: WorkflowName;

  constructor(context: ServiceContext, { log, progress, nameOf }: ReporterTools) {
    this.#context = context;
    this.#log = log;
    this.#progress = progress;
    this.#nameOf = nameOf;
  }

  /** A run was ordered or repeated; it is in the database already. */
  queued(run: RunRecord, text: string): void {
    this.#tell(run, 'info', text);
  }

  /**
   * `mode` is what is in force now, `why` when it is not what was ordered.
   * @throws AppError `run.invalid_transition` when another process has taken it meanwhile
   */
  start(id: string, mode: ExecutionMode, why: string | null): RunRecord {
    const at = timestamp(this.#context);
    const core = { ...unstarted, startedAt: at, mode };
    const lease = { instanceId: this.#context.instanceId, leaseExpiresAt: leaseEnd(this.#context) };
    const patch = { ...lease, error: null, fallback: null, held: false, core };
    const text = why === null ? 'Started.' : `Started in mode ${mode}: ${why}`;
    return this.#change(id, 'running', { patch, level: 'info', text });
  }

  /**
   * The order line is delivered with it, in one transaction; a shadow run gets its observer in the same.
   * @throws AppError `run.lease_lost` when another process has taken it over
   */
  deliver(id: string): RunRecord {
    const patch = this.#ended(id);
    return this.#change(id, 'delivered', { patch, level: 'info', text: 'Delivered.', owner: this.#context });
  }

  /**
   * The graph could not deliver; legacy takes the order line over. Kept at once: the application may end now.
   * @throws AppError `run.lease_lost` when another process has taken it over
   */
  fellBack(id: string, why: ErrorValue): void {
    const run = this.#context.transaction(() => {
      this.#demandOwner(id, this.#context);
      return this.#context.repositories.runs.update(id, { fallback: why });
    });
    this.#tell(run, 'warn', `The graph did not deliver: ${why.message} (${why.code}) Legacy delivers this order line.`);
  }

  /** A waiting run is kept out of the queue, or let in again. */
  hold(id: string, held: boolean): RunRecord {
    const run = this.#context.repositories.runs.update(id, { held });
    this.#tell(run, 'info', held ? 'Paused.' : 'Resumed.');
    return run;
  }

  /** @throws AppError `run.lease_lost` when another process has taken it over */
  fail(id: string, error: ErrorValue): RunRecord {
    const patch = { ...this.#ended(id), error };
    const text = `${error.message} (${error.code})`;
    return this.#change(id, 'failed', { patch, level: 'error', text, owner: this.#context });
  }

  /** @throws AppError `run.lease_lost` when it is running and not `owner`'s any more */
  cancel(id: string, owner?: RunOwner): RunRecord {
    return this.#change(id, 'cancelled', { patch: this.#ended(id), level: 'warn', text: 'Cancelled.', owner });
  }

  /**
   * The application ends, or ended, under a running run: it waits for any instance to take it up.
   * @throws AppError `run.lease_lost` when it is not `owner`'s any more, as `park`
   */
  requeue(id: string, owner: RunOwner, text: string, more: Pick<RunPatch, 'interruptions' | 'held'> = {}): RunRecord {
    const patch = { instanceId: null, leaseExpiresAt: null, held: false, core: unstarted, ...more };
    return this.#change(id, 'waiting', { patch, level: 'warn', text, owner, steps: 'waiting' });
  }

  /** It took the application down twice: no third time without someone looking. */
  park(id: string, owner: RunOwner, interruptions: number, error: ErrorValue): RunRecord {
    const patch = { ...this.#ended(id), instanceId: null, leaseExpiresAt: null, interruptions, error };
    const text = `${error.message} (${error.code})`;
    return this.#change(id, 'parked', { patch, level: 'error', text, owner, steps: 'failed' });
  }

  #settleSteps(id: string, state: 'waiting' | 'failed'): void {
    const { runSteps } = this.#context.repositories;
    const steps = runSteps.list(id).filter((step) => step.state === 'running');
    const settled = steps.map((step) => ({ ...step, state, startedAt: state === 'waiting' ? null : step.startedAt }));
    runSteps.upsert(id, settled);
  }

  #ended(id: string): RunPatch {
    const endedAt = timestamp(this.#context);
    const startedAt = this.#context.repositories.runs.get(id)?.startedAt ?? null;
    const durationSeconds = startedAt === null ? null : (Date.parse(endedAt) - Date.parse(startedAt)) / 1000;
    return { core: { endedAt, durationSeconds } };
  }

  #change(id: string, to: RunState, { patch, level, text, owner, steps }: Change): RunRecord {
    const { runs } = this.#context.repositories;
    const run = this.#context.transaction(() => {
      if (owner) this.#demandOwner(id, owner);
      if (steps) this.#settleSteps(id, steps);
      const changed = runs.transition(id, to, patch);
      if (to !== 'delivered') return changed;
      this.#delivered(changed);
      return runs.get(id) ?? changed;
    });
    if (to !== 'running') this.#progress.remove(id);
    this.#tell(run, level, text);
    return run;
  }

  /** Whoever lost the run has no say any more, not even to deliver it. */
  #demandOwner(id: string, owner: RunOwner): void {
    const run = this.#context.repositories.runs.get(id);
    const leased = owner.leaseExpiresAt === undefined || run?.leaseExpiresAt === owner.leaseExpiresAt;
    if (run?.state === 'running' && run.instanceId === owner.instanceId && leased) return;
    throw new AppError('run.lease_lost', `Run ${run?.number ?? id} was taken over by another HartOMat process.`);
  }

  #delivered(run: RunRecord): void {
    const { orders, observations, mediaAssets } = this.#context.repositories;
    const at = timestamp(this.#context);
    orders.setLineState(run.orderLineId, 'delivered', at);
    // A run that was parked or cancelled after it had published left the asset to the one that delivers it.
    mediaAssets.giveTo(run.id, run.orderLineId);
    if (run.mode === 'shadow') observations.ensure(run.id, at);
  }

  /** The state is in the database by now: whoever cannot be told of it must not make it undone. */
  #tell(run: RunRecord, level: RunLogLine['level'], text: string): void {
    const { logger, events } = this.#context;
    logger.info(`run ${run.number}: ${run.state}`, { runId: run.id, text });
    try {
      this.#log.add(run.id, level, 'run', text);
      this.#log.flush();
      events.emit('runs:changed', { run: runSummary(run, this.#progress.get(run.id), this.#nameOf) });
      events.emit('queue:changed', {});
    } catch (thrown) {
      logger.error('a change of a run could not be told', thrown, { runId: run.id, state: run.state });
    }
  }
}
