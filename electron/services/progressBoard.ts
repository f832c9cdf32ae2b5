import type { RunProgress } from '../../shared/domain/run.ts';
import type { ServiceContext } from './serviceContext.ts';

/** Windows are told at most this often per run. */
const TELL_EVERY_MILLISECONDS = 150;

/** How far every running run is. In memory only: progress of a run that does not run means nothing. */
export class ProgressBoard {
  readonly #context: Pick<ServiceContext, 'events' | 'clock'>;
  readonly #latest = new Map<string, RunProgress>();
  readonly #toldAt = new Map<string, number>();

  constructor(context: Pick<ServiceContext, 'events' | 'clock'>) {
    this.#context = context;
  }

  get(runId: string): RunProgress | null {
    return this.#latest.get(runId) ?? null;
  }

  put(progress: RunProgress): void {
    const before = this.#latest.get(progress.runId);
    this.#latest.set(progress.runId, progress);
    const now = this.#context.clock().getTime();
    const changedKind = before?.step !== progress.step || before.previewUrl !== progress.previewUrl;
    if (!changedKind && now - (this.#toldAt.get(progress.runId) ?? 0) < TELL_EVERY_MILLISECONDS) return;
    this.#toldAt.set(progress.runId, now);
    this.#context.events.emit('runs:progressed', progress);
  }

  remove(runId: string): void {
    this.#latest.delete(runId);
    this.#toldAt.delete(runId);
  }
}
