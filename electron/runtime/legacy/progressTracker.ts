import type { Clock, RunReporter } from '../contracts/dispatch.ts';

/** The share of the whole run at which each step begins. */
const STEP_START = { prepare_scene: 0, render_still: 0.04, verify_output: 0.95, publish: 0.97, notify: 0.99 } as const;
export type StepKey = keyof typeof STEP_START;
const order = Object.keys(STEP_START) as StepKey[];

/** Joins the progress of all steps into one that never runs backwards, not even when a render is tried again. */
export class ProgressTracker {
  readonly #reporter: RunReporter;
  readonly #clock: Clock;
  readonly #expectedSeconds: number | null;
  readonly #startedAt: number;
  #fraction = 0;
  #preview: string | null = null;

  constructor(reporter: RunReporter, clock: Clock, expectedSeconds: number | null) {
    this.#reporter = reporter;
    this.#clock = clock;
    this.#expectedSeconds = expectedSeconds;
    this.#startedAt = clock().getTime();
  }

  /** `within` 0..1 of the step; `remainingSeconds` of the step when the step knows it. */
  report(step: StepKey, within: number, message: string, remainingSeconds: number | null = null): void {
    const start = STEP_START[step];
    const next = order[order.indexOf(step) + 1];
    const end = next === undefined ? 1 : STEP_START[next];
    const fraction = start + (end - start) * Math.min(1, Math.max(0, within));
    this.#fraction = Math.max(this.#fraction, fraction);
    this.#reporter.progress({
      step,
      fraction: this.#fraction,
      etaSeconds: remainingSeconds ?? this.#fromHistory(),
      message,
      previewFile: this.#preview,
    });
  }

  /** A preliminary picture is there. */
  preview(file: string, message: string): void {
    this.#preview = file;
    this.report('render_still', 0, message);
  }

  #fromHistory(): number | null {
    if (this.#expectedSeconds === null) return null;
    const left = this.#expectedSeconds - (this.#clock().getTime() - this.#startedAt) / 1000;
    // Slower than before: no estimate is more honest than "0 s left".
    return left > 0 ? left : null;
  }
}
