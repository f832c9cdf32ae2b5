import type { GraphReporter } from '../contracts/engine.ts';

interface Part {
  /** Expected seconds, or as much as the others where nothing is known. */
  readonly weight: number;
  readonly expectedSeconds: number | null;
  fraction: number;
}

/** Joins the progress of all nodes into one fraction that never runs backwards, not even when a node starts again. */
export class RunProgress {
  readonly #reporter: GraphReporter;
  readonly #parts = new Map<string, Part>();
  readonly #total: number;
  /** Weight of what is behind. */
  #done = 0;
  /** Expected seconds of what lies ahead, and how many of these nodes have no history. */
  #secondsAhead = 0;
  #unknownAhead = 0;
  #told = 0;

  /** `expected`: seconds that each node takes by its history; null = none yet. */
  constructor(expected: ReadonlyMap<string, number | null>, reporter: GraphReporter) {
    this.#reporter = reporter;
    const known = [...expected.values()].filter((seconds) => seconds !== null);
    const typical = known.length > 0 ? known.reduce((sum, seconds) => sum + seconds, 0) / known.length : 1;
    let total = 0;
    for (const [id, expectedSeconds] of expected) {
      // Nothing is so quick that it does not count: a run of such nodes would never move.
      const weight = Math.max(expectedSeconds ?? typical, 0.01);
      total += weight;
      this.#parts.set(id, { weight, expectedSeconds, fraction: 0 });
      if (expectedSeconds === null) this.#unknownAhead += 1;
      else this.#secondsAhead += expectedSeconds;
    }
    this.#total = total;
  }

  /** `fraction` 0..1 of the node; `remainingSeconds` when it knows them itself. */
  report(
    nodeId: string,
    fraction: number,
    message: string,
    extra: { remainingSeconds?: number | null; previewFile?: string | null } = {},
  ): void {
    const part = this.#parts.get(nodeId);
    if (!part) return;
    const next = Math.max(part.fraction, Math.min(1, Math.max(0, fraction)));
    const gained = next - part.fraction;
    part.fraction = next;
    this.#done += gained * part.weight;
    if (part.expectedSeconds !== null) this.#secondsAhead -= gained * part.expectedSeconds;
    else if (gained > 0 && next === 1) this.#unknownAhead -= 1;
    this.#told = Math.max(this.#told, Math.min(1, this.#done / this.#total));
    this.#reporter.progress({
      nodeId,
      fraction: this.#told,
      nodeFraction: next,
      etaSeconds: this.#remaining(part, extra.remainingSeconds ?? null),
      message,
      previewFile: extra.previewFile ?? null,
    });
  }

  /** One after the other: with branches at the same time it takes less. null = a node ahead has no history. */
  #remaining(part: Part, own: number | null): number | null {
    const ownIsUnknown = part.expectedSeconds === null && part.fraction < 1;
    const unknown = this.#unknownAhead - (ownIsUnknown && own !== null ? 1 : 0);
    if (unknown > 0) return null;
    const ownByHistory = part.expectedSeconds === null ? 0 : part.expectedSeconds * (1 - part.fraction);
    return Math.max(0, this.#secondsAhead - ownByHistory + (own ?? ownByHistory));
  }
}
