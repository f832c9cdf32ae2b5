import type { RunStep } from '../../../shared/domain/run.ts';
import { waitingStep } from '../../../shared/domain/waitingStep.ts';
import { AppError, toErrorValue } from '../../../shared/errors/appError.ts';
import type { Clock, RunReporter } from '../contracts/dispatch.ts';
import type { StepPlan } from './pipelineOf.ts';

/** Runs the fixed steps one after the other and tells their states. */
export class StepRunner {
  readonly #reporter: RunReporter;
  readonly #clock: Clock;
  readonly #signal: AbortSignal;
  readonly #plan: readonly StepPlan[];
  #last = -1;

  constructor(plan: readonly StepPlan[], reporter: RunReporter, clock: Clock, signal: AbortSignal) {
    this.#plan = plan;
    this.#reporter = reporter;
    this.#clock = clock;
    this.#signal = signal;
    for (const step of plan) this.#tell(step.key, { state: 'waiting' });
  }

  /**
   * `use` is read when the step is done. @throws what `work` throws, and `app.cancelled` before it when the run was
   * cancelled meanwhile.
   */
  async run<T>(
    key: string,
    why: string,
    work: () => Promise<T> | T,
    use: () => Pick<RunStep, 'cpuSeconds' | 'peakMemoryBytes'> | null = () => null,
  ): Promise<T> {
    if (this.#signal.aborted) throw new AppError('app.cancelled', 'The run was cancelled.');
    return this.finish(key, why, work, use);
  }

  /** The same, cancelled or not: for what belongs to something that cannot be taken back. */
  async finish<T>(
    key: string,
    why: string,
    work: () => Promise<T> | T,
    use: () => Pick<RunStep, 'cpuSeconds' | 'peakMemoryBytes'> | null = () => null,
  ): Promise<T> {
    this.#last = this.#plan.findIndex((step) => step.key === key);
    const startedAt = this.#now();
    this.#tell(key, { state: 'running', why, startedAt });
    try {
      const result = await work();
      this.#tell(key, { state: 'done', why, startedAt, endedAt: this.#now(), ...use() });
      return result;
    } catch (thrown) {
      const error = toErrorValue(thrown);
      const state = error.code === 'app.cancelled' ? 'cancelled' : 'failed';
      this.#tell(key, { state, why, startedAt, endedAt: this.#now(), error });
      throw thrown;
    }
  }

  /** This step's result is there already. */
  reuse(key: string, why: string): void {
    const now = this.#now();
    this.#tell(key, { state: 'reused', why, startedAt: now, endedAt: now });
  }

  /** Says of the steps that will not run any more why not. */
  skipRest(why: string): void {
    for (const step of this.#plan.slice(this.#last + 1)) this.#tell(step.key, { state: 'skipped', why });
  }

  #now(): string {
    return this.#clock().toISOString();
  }

  #tell(key: string, change: Partial<RunStep>): void {
    const label = this.#plan.find((step) => step.key === key)?.label ?? key;
    this.#reporter.step({ ...waitingStep({ executor: 'legacy', key, label, nodeType: null }), ...change });
  }
}
