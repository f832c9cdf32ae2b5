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
    return this.#change(id, 'running', patch, 'info', why === null ? 'Started.' : `Started in mode ${mode}: ${why}`);
  }

  /**
   * The order line is delivered with it, in one transaction; a shadow run gets its observer in the same.
   * @throws AppError `run.lease_lost` when another process has taken it over
   */
  deliver(id: string): RunRecord {
    return this.#change(id, 'delivered', this.#ended(id), 'info', 'Delivered.');
  }

  /** The graph could not deliver; legacy takes the order line over. Kept at once: the application may end now. */
  fellBack(id: string, why: ErrorValue): void {
    const run = this.#context.repositories.runs.update(id, { fallback: why });
    this.#tell(run, 'warn', `The graph did not deliver: ${why.message} (${why.code}) Legacy delivers this order line.`);
  }

  /** A waiting run is kept out of the queue, or let in again. */
  hold(id: string, held: boolean): RunRecord {
    const run = this.#context.repositories.runs.update(id, { held });
    this.#tell(run, 'info', held ? 'Paused.' : 'Resumed.');
    return run;
  }

  fail(id: string, error: ErrorValue): RunRecord {
    const patch = { ...this.#ended(id), error };
    return this.#change(id, 'failed', patch, 'error', `${error.message} (${error.code})`);
  }

  cancel(id: string): RunRecord {
    return this.#change(id, 'cancelled', this.#ended(id), 'warn', 'Cancelled.');
  }

  /** The application ends, or ended, under a running run: it waits for any instance to take it up. */
  requeue(id: string, interruptions: number, text: string, held = false): RunRecord {
    this.#settleSteps(id, 'waiting');
    const patch = { instanceId: null, leaseExpiresAt: null, interruptions, held, core: unstarted };
    return this.#change(id, 'waiting', patch, 'warn', text);
  }

  /** It took the application down twice: no third time without someone looking. */
  park(id: string, interruptions: number, error: ErrorValue): RunRecord {
    this.#settleSteps(id, 'failed');
    const patch = { ...this.#ended(id), instanceId: null, interruptions, error };
    return this.#change(id, 'parked', patch, 'error', `${error.message} (${error.code})`);
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

  #change(id: string, to: RunState, patch: RunPatch, level: RunLogLine['level'], text: string): RunRecord {
    const run = this.#context.transaction(() => {
      const changed = this.#context.repositories.runs.transition(id, to, patch);
      if (to === 'delivered') this.#delivered(changed);
      return changed;
    });
    if (to !== 'running') this.#progress.remove(id);
    this.#tell(run, level, text);
    return run;
  }

  #delivered(run: RunRecord): void {
    const { orders, observations } = this.#context.repositories;
    // Whoever lost the run has no say any more, not even to deliver it: the transaction is rolled back.
    if (run.instanceId !== this.#context.instanceId) {
      throw new AppError('run.lease_lost', `Run ${run.number} was taken over by another HartOMat process.`);
    }
    const at = timestamp(this.#context);
    orders.setLineState(run.orderLineId, 'delivered', at);
    if (run.mode === 'shadow') observations.ensure(run.id, at);
  }

  #tell(run: RunRecord, level: RunLogLine['level'], text: string): void {
    this.#log.add(run.id, level, 'run', text);
    this.#log.flush();
    this.#context.logger.info(`run ${run.number}: ${run.state}`, { runId: run.id, text });
    this.#context.events.emit('runs:changed', { run: runSummary(run, this.#progress.get(run.id), this.#nameOf) });
    this.#context.events.emit('queue:changed', {});
  }
}
