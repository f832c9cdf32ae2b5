import type { Comparison, ObservationState } from '../../shared/domain/comparison.ts';
import { AppError, type ErrorValue } from '../../shared/errors/appError.ts';
import type { ObservationPatch, ObservationRecord } from '../persistence/repositories/observationRepository.ts';
import { leaseEnd } from './lease.ts';
import type { ReporterTools } from './runReporter.ts';
import { runSummary } from './runView.ts';
import { type ServiceContext, timestamp } from './serviceContext.ts';

/** An observer that took the application down this often is given up. */
const GIVE_UP_AFTER = 2;

export interface ObservationEnd {
  readonly error: ErrorValue | null;
  readonly comparison: Comparison;
  /** Relative to the data folder. */
  readonly candidatePath: string | null;
  readonly heatMapPath: string | null;
}

/** The one path by which an observation changes its state: persist, then log, then broadcast. */
export class ObservationLifecycle {
  readonly #context: ServiceContext;
  readonly #tools: ReporterTools;

  constructor(context: ServiceContext, tools: ReporterTools) {
    this.#context = context;
    this.#tools = tools;
  }

  /** @throws AppError `run.invalid_transition` when another process has taken it meanwhile */
  start(runId: string): ObservationRecord {
    const lease = { instanceId: this.#context.instanceId, leaseExpiresAt: leaseEnd(this.#context) };
    const patch = { ...lease, startedAt: timestamp(this.#context), endedAt: null, error: null, comparison: null };
    return this.#change(runId, 'running', patch, 'The observer started.');
  }

  end(runId: string, state: 'done' | 'failed' | 'timed_out' | 'cancelled', end: ObservationEnd): ObservationRecord {
    const { verdict, reasons } = end.comparison;
    const text = `The observer ended (${state}). Verdict: ${verdict}. ${reasons[0]?.message ?? ''}`;
    return this.#change(runId, state, { ...end, endedAt: timestamp(this.#context) }, text.trim());
  }

  /** Back to waiting, for a reason in words. */
  wait(runId: string, text: string, patch: ObservationPatch = {}): ObservationRecord {
    return this.#change(runId, 'waiting', { ...patch, instanceId: null, leaseExpiresAt: null, startedAt: null }, text);
  }

  /** Replaces what was compared; the state stays. */
  compared(runId: string, end: Pick<ObservationEnd, 'comparison' | 'heatMapPath'>): void {
    this.#context.repositories.observations.update(runId, end);
    this.#tell(runId, `Compared again. Verdict: ${end.comparison.verdict}.`);
  }

  /** The application ended under it. @throws AppError `run.lease_lost` when its owner has shown a sign of life since */
  recover(found: ObservationRecord): void {
    const { runId } = found;
    const interruptions = found.interruptions + 1;
    if (interruptions < GIVE_UP_AFTER) {
      const patch = { interruptions, instanceId: null, leaseExpiresAt: null, startedAt: null };
      this.#change(runId, 'waiting', patch, 'The application ended under the observer; it is taken up again.', found);
      return;
    }
    const error: ErrorValue = {
      code: 'run.interrupted',
      kind: 'operational',
      message: `The application ended ${interruptions} times under the observer.`,
    };
    const patch = { interruptions, error, endedAt: timestamp(this.#context) };
    this.#change(runId, 'failed', patch, error.message, found);
  }

  /** `owner`: whose it must be if it runs. */
  #change(
    runId: string,
    to: ObservationState,
    patch: ObservationPatch,
    text: string,
    owner: Pick<ObservationRecord, 'instanceId'> & Partial<ObservationRecord> = this.#owner,
  ): ObservationRecord {
    const { observations } = this.#context.repositories;
    const changed = this.#context.transaction(() => {
      const now = observations.get(runId);
      const leased = owner.leaseExpiresAt === undefined || now?.leaseExpiresAt === owner.leaseExpiresAt;
      if (now?.state === 'running' && !(now.instanceId === owner.instanceId && leased)) {
        throw new AppError(
          'run.lease_lost',
          `The observer of run ${runId} was taken over by another HartOMat process.`,
        );
      }
      return observations.transition(runId, to, patch);
    });
    this.#tell(runId, text);
    return changed;
  }

  get #owner(): Pick<ObservationRecord, 'instanceId'> {
    return { instanceId: this.#context.instanceId };
  }

  #tell(runId: string, text: string): void {
    this.#tools.log.add(runId, 'info', 'observer', text);
    this.#tools.log.flush();
    const run = this.#context.repositories.runs.get(runId);
    if (run) this.#context.events.emit('runs:changed', { run: runSummary(run, null, this.#tools.nameOf) });
    this.#context.events.emit('queue:changed', {});
  }
}
