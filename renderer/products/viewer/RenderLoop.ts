/** Longer gaps are pauses, not frames: a transition continues where it was instead of jumping. */
const MAX_DELTA_SECONDS = 0.1;

/** Draws on request only: an idle viewer costs nothing. `draw` answers whether another frame is needed. */
export class RenderLoop {
  readonly #draw: (deltaSeconds: number) => boolean;
  #handle: number | null = null;
  #last: number | null = null;
  #disposed = false;

  constructor(draw: (deltaSeconds: number) => boolean) {
    this.#draw = draw;
  }

  request(): void {
    if (this.#disposed || this.#handle !== null) return;
    this.#handle = requestAnimationFrame((now) => this.#frame(now));
  }

  dispose(): void {
    this.#disposed = true;
    if (this.#handle !== null) cancelAnimationFrame(this.#handle);
    this.#handle = null;
  }

  #frame(now: number): void {
    this.#handle = null;
    const elapsed = this.#last === null ? 1 / 60 : (now - this.#last) / 1000;
    const again = this.#draw(Math.min(MAX_DELTA_SECONDS, Math.max(0, elapsed)));
    this.#last = again ? now : null;
    if (again) this.request();
  }
}
