import type { Clock, RunReporter } from '../contracts/dispatch.ts';
import type { StepPlan } from './pipelineOf.ts';

/** Joins the progress of all steps into one that never runs backwards, not even when a render is tried again. */
export class ProgressTracker {
  readonly #plan: readonly StepPlan[];
  readonly #reporter: RunReporter;
  readonly #clock: Clock;
  readonly #expectedSeconds: number | null;
  readonly #startedAt: number;
  #fraction = 0;
  #preview: string | null = null;

  constructor(plan: readonly StepPlan[], reporter: RunReporter, clock: Clock, expectedSeconds: number | null) {
    this.#plan = plan;
    this.#reporter = reporter;
    this.#clock = clock;
    this.#expectedSeconds = expectedSeconds;
    this.#startedAt = clock().getTime();
  }

  /** `within` 0..1 of the step; `remainingSeconds` of the step when the step knows it. A preview stays until the next. */
  report(
    key: string,
    within: number,
    message: string,
    remainingSeconds: number | null = null,
    previewFile: string | null = null,
  ): void {
    const at = this.#plan.findIndex((step) => step.key === key);
    const start = this.#plan.slice(0, at).reduce((sum, step) => sum + step.share, 0);
    const fraction = start + (this.#plan[at]?.share ?? 0) * Math.min(1, Math.max(0, within));
    this.#fraction = Math.min(1, Math.max(this.#fraction, fraction));
    this.#preview = previewFile ?? this.#preview;
    this.#reporter.progress({
      step: key,
      fraction: this.#fraction,
      etaSeconds: remainingSeconds ?? this.#fromHistory(),
      message,
      previewFile: this.#preview,
    });
  }

  #fromHistory(): number | null {
    if (this.#expectedSeconds === null) return null;
    const left = this.#expectedSeconds - (this.#clock().getTime() - this.#startedAt) / 1000;
    // Slower than before: no estimate is more honest than "0 s left".
    return left > 0 ? left : null;
  }
}
