/** Slower than this while moving (milliseconds a frame, averaged) and the picture gets coarser. */
const SLOW_FRAME = 45;
const FAST_FRAME = 20;
const STEPS = [1, 0.75, 0.5] as const;
const WINDOW = 4;

/**
 * Chooses the resolution of the next frame: full at rest, coarser while the camera moves on a machine that cannot
 * keep up (software rendering). What a motion taught is kept for the next one, so that it starts fluently.
 */
export class AdaptiveResolution {
  #step: number;
  #frames: number[] = [];

  /** `slow`: begin coarse, because the machine is known to draw in software. */
  constructor(slow = false) {
    this.#step = slow ? STEPS.length - 1 : 0;
  }

  /** Scale (0.5..1) of the next frame, given how long the last one took and whether the camera moves. */
  next(frameMilliseconds: number, moving: boolean): number {
    if (!moving) {
      this.#frames = [];
      return 1;
    }
    this.#frames.push(frameMilliseconds);
    if (this.#frames.length >= WINDOW) {
      const mean = this.#frames.reduce((sum, ms) => sum + ms, 0) / this.#frames.length;
      this.#frames = [];
      if (mean > SLOW_FRAME) this.#step = Math.min(STEPS.length - 1, this.#step + 1);
      else if (mean < FAST_FRAME) this.#step = Math.max(0, this.#step - 1);
    }
    return STEPS[this.#step] ?? 1;
  }
}
