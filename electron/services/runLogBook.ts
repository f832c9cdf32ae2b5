import type { RunLogLine } from '../../shared/domain/run.ts';
import { type ServiceContext, timestamp } from './serviceContext.ts';

/** Lines are written together at most this often: a Blender can print hundreds in a moment. */
const COLLECT_MILLISECONDS = 200;

/** Writes the logs of runs in batches and tells the windows. */
export class RunLogBook {
  readonly #context: ServiceContext;
  readonly #pending = new Map<string, Omit<RunLogLine, 'seq'>[]>();
  #timer: NodeJS.Timeout | null = null;

  constructor(context: ServiceContext) {
    this.#context = context;
  }

  add(runId: string, level: RunLogLine['level'], source: string, text: string): void {
    const lines = this.#pending.get(runId) ?? [];
    lines.push({ at: timestamp(this.#context), level, source, text });
    this.#pending.set(runId, lines);
    this.#timer ??= setTimeout(() => this.flush(), COLLECT_MILLISECONDS);
  }

  /** Writes what is waiting: before a run's state changes, so that its log is never behind its state. */
  flush(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    for (const [runId, lines] of [...this.#pending]) {
      this.#pending.delete(runId);
      try {
        const written = this.#context.repositories.runLog.append(runId, lines);
        this.#context.events.emit('runs:logged', { runId, lines: written });
      } catch (thrown) {
        // A log that cannot be written must not end the run that it is about.
        this.#context.logger.error('log lines of a run were lost', thrown, { runId, lines: lines.length });
      }
    }
  }
}
