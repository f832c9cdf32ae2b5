import type { Preview, PreviewProgress, PreviewTable } from '../../shared/domain/preview.ts';
import { assertPreviewTransition } from '../../shared/domain/previewStateMachine.ts';
import type { RunLogLine, RunStep } from '../../shared/domain/run.ts';
import type { ErrorValue } from '../../shared/errors/appError.ts';
import { type ServiceContext, timestamp } from './serviceContext.ts';

/** Node states that come within this are told together: each telling carries every step. */
const COLLECT_MILLISECONDS = 50;
/** Windows are told at most this often how far a node is. */
const PROGRESS_EVERY_MILLISECONDS = 150;
/** Log lines are told together: a Blender can print hundreds in a moment. */
const LOG_EVERY_MILLISECONDS = 200;

/** The end of a preview. */
export type PreviewEnd =
  | { readonly state: 'done'; readonly tables: readonly PreviewTable[] }
  | { readonly state: 'failed'; readonly error: ErrorValue }
  | { readonly state: 'cancelled' };

/** How one preview stands. In memory only: a preview does not outlive the application. */
export class PreviewBoard {
  readonly #context: Pick<ServiceContext, 'events' | 'clock'>;
  readonly #steps: Map<string, RunStep>;
  readonly #toldAt = new Map<string, number>();
  #preview: Omit<Preview, 'steps'>;
  #timer: NodeJS.Timeout | null = null;
  #lines: RunLogLine[] = [];
  #logged = 0;
  #logTimer: NodeJS.Timeout | null = null;

  /** It waits, and so do all of its steps. */
  constructor(
    context: Pick<ServiceContext, 'events' | 'clock'>,
    { steps, ...of }: Pick<Preview, 'id' | 'nodeId' | 'quality' | 'steps'>,
  ) {
    this.#context = context;
    this.#steps = new Map(steps.map((step) => [step.key, step]));
    this.#preview = { ...of, state: 'waiting', startedAt: timestamp(context), endedAt: null, error: null, tables: [] };
    this.#tell();
  }

  get preview(): Preview {
    return { ...this.#preview, steps: [...this.#steps.values()] };
  }

  step(step: RunStep): void {
    this.#steps.set(step.key, step);
    if (this.#preview.state === 'waiting' && (step.state === 'running' || step.state === 'reused')) {
      this.#change('running', {});
    } else this.#timer ??= setTimeout(() => this.#tell(), COLLECT_MILLISECONDS);
  }

  progress(progress: Omit<PreviewProgress, 'previewId'>): void {
    const now = this.#context.clock().getTime();
    const isEnd = progress.fraction === 1;
    if (!isEnd && now - (this.#toldAt.get(progress.nodeId) ?? 0) < PROGRESS_EVERY_MILLISECONDS) return;
    this.#toldAt.set(progress.nodeId, now);
    this.#context.events.emit('previews:progressed', { previewId: this.#preview.id, ...progress });
  }

  log(line: Pick<RunLogLine, 'level' | 'source' | 'text'>): void {
    this.#lines.push({ ...line, seq: this.#logged, at: timestamp(this.#context) });
    this.#logged += 1;
    this.#logTimer ??= setTimeout(() => this.#tellLog(), LOG_EVERY_MILLISECONDS);
  }

  end(end: PreviewEnd): void {
    this.#tellLog();
    this.#change(end.state, {
      endedAt: timestamp(this.#context),
      error: end.state === 'failed' ? end.error : null,
      tables: end.state === 'done' ? [...end.tables] : [],
    });
  }

  #change(state: Preview['state'], change: Partial<Preview>): void {
    assertPreviewTransition(this.#preview.state, state);
    this.#preview = { ...this.#preview, ...change, state };
    this.#tell();
  }

  #tellLog(): void {
    if (this.#logTimer) clearTimeout(this.#logTimer);
    this.#logTimer = null;
    const lines = this.#lines;
    this.#lines = [];
    if (lines.length > 0) this.#context.events.emit('previews:logged', { previewId: this.#preview.id, lines });
  }

  #tell(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#context.events.emit('previews:changed', { preview: this.preview });
  }
}
