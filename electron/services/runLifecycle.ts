import type { CoreFields, RunLogLine, RunState } from '../../shared/domain/run.ts';
import type { ErrorValue } from '../../shared/errors/appError.ts';
import type { RunRecord } from '../persistence/repositories/runRecord.ts';
import type { RunPatch } from '../persistence/repositories/runRepository.ts';
import type { ProgressBoard } from './progressBoard.ts';
import type { RunLogBook } from './runLogBook.ts';
import { runSummary } from './runView.ts';
import { type ServiceContext, timestamp } from './serviceContext.ts';

/** What a run forgets when it goes back to the queue: it starts anew. */
const unstarted: Partial<Omit<CoreFields, 'mode'>> = {
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

  constructor(context: ServiceContext, log: RunLogBook, progress: ProgressBoard) {
    this.#context = context;
    this.#log = log;
    this.#progress = progress;
  }

  /** A run was ordered or repeated; it is in the database already. */
  queued(run: RunRecord, text: string): void {
    this.#tell(run, 'info', text);
  }

  /** @throws AppError `run.invalid_transition` when another process has taken it meanwhile */
  start(id: string): RunRecord {
    const at = timestamp(this.#context);
    const core = { ...unstarted, startedAt: at };
    const patch = { instanceId: this.#context.instanceId, error: null, core };
    return this.#change(id, 'running', patch, 'info', 'Started.');
  }

  /** The order line is delivered with it, in one transaction. */
  deliver(id: string): RunRecord {
    return this.#change(id, 'delivered', this.#ended(id), 'info', 'Delivered.');
  }

  fail(id: string, error: ErrorValue): RunRecord {
    const patch = { ...this.#ended(id), error };
    return this.#change(id, 'failed', patch, 'error', `${error.message} (${error.code})`);
  }

  cancel(id: string): RunRecord {
    return this.#change(id, 'cancelled', this.#ended(id), 'warn', 'Cancelled.');
  }

  /** The application ends, or ended, under a running run: it waits for any instance to take it up. */
  requeue(id: string, interruptions: number, text: string): RunRecord {
    this.#settleSteps(id, 'waiting');
    const patch = { instanceId: null, interruptions, core: unstarted };
    return this.#change(id, 'waiting', patch, 'warn', text);
  }

  /** It took the application down twice: no third time without someone looking. */
  park(id: string, interruptions: number, error: ErrorValue): RunRecord {
    this.#settleSteps(id, 'failed');
    const patch = { ...this.#ended(id), instanceId: null, interruptions, error };
    return this.#change(id, 'parked', patch, 'error', `${error.message} (${error.code})`);
  }

  #settleSteps(id: string, state: 'waiting' | 'failed'): void {
    const steps = this.#context.repositories.runSteps.list(id).filter((step) => step.state === 'running');
    const settled = steps.map((step) => ({ ...step, state, startedAt: state === 'waiting' ? null : step.startedAt }));
    this.#context.repositories.runSteps.upsert(id, settled);
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
      if (to === 'delivered') {
        this.#context.repositories.orders.setLineState(changed.orderLineId, 'delivered', timestamp(this.#context));
      }
      return changed;
    });
    if (to !== 'running') this.#progress.remove(id);
    this.#tell(run, level, text);
    return run;
  }

  #tell(run: RunRecord, level: RunLogLine['level'], text: string): void {
    this.#log.add(run.id, level, 'run', text);
    this.#log.flush();
    this.#context.logger.info(`run ${run.number}: ${run.state}`, { runId: run.id, text });
    this.#context.events.emit('runs:changed', { run: runSummary(run, this.#progress.get(run.id)) });
    this.#context.events.emit('queue:changed', {});
  }
}
