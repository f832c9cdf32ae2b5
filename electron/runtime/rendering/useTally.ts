import type { RenderOutcome } from '../contracts/renderBackend.ts';
import type { JobUse } from '../contracts/renderServices.ts';

/** Adds up what a job used over its tries. A try whose process died reports nothing and counts as a try only. */
export class UseTally {
  #cpuSeconds: number | null = null;
  #peakMemoryBytes: number | null = null;
  #exitCode: number | null = null;
  #tries = 0;

  begin(): void {
    this.#tries += 1;
    this.#exitCode = null;
  }

  add(outcome: RenderOutcome): void {
    this.#exitCode = outcome.exitCode;
    for (const { cpuSeconds, peakMemoryBytes } of outcome.results) {
      if (cpuSeconds !== null) this.#cpuSeconds = (this.#cpuSeconds ?? 0) + cpuSeconds;
      this.#peakMemoryBytes = Math.max(this.#peakMemoryBytes ?? 0, peakMemoryBytes);
    }
  }

  total(): JobUse {
    return {
      cpuSeconds: this.#cpuSeconds,
      peakMemoryBytes: this.#peakMemoryBytes,
      exitCode: this.#exitCode,
      tries: this.#tries,
    };
  }
}
