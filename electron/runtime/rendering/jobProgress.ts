import type { RenderEvent } from '../contracts/renderBackend.ts';
import type { RenderJob } from '../contracts/renderServices.ts';

/** Where an item stands within its job, and what to call its progress. */
interface ItemSpan {
  /** Share of the job that is done when the item begins. */
  readonly start: number;
  /** Share of the job that the item is. */
  readonly share: number;
  readonly words: (event: Extract<RenderEvent, { type: 'progress' }>) => string;
}

/** Joins what the items of all tries tell into one progress that never runs backwards. */
export class JobProgress {
  readonly #job: RenderJob;
  #fraction = 0;
  #preview: string | null = null;

  constructor(job: RenderJob) {
    this.#job = job;
  }

  /** `fraction` 0..1 of the job. */
  report(fraction: number, message: string, remainingSeconds: number | null = null): void {
    this.#fraction = Math.max(this.#fraction, Math.min(1, fraction));
    this.#job.sink.progress(this.#fraction, message, remainingSeconds, this.#preview);
  }

  /** Passes the events of one batch on to the job's sink. */
  listen(spanOf: (itemId: string) => ItemSpan): (event: RenderEvent) => void {
    const { sink } = this.#job;
    return (event) => {
      switch (event.type) {
        case 'started':
          return sink.started({ pid: event.pid, warm: event.warm });
        case 'stage':
          sink.log('info', 'blender', event.message || event.stage);
          return this.report(spanOf(event.itemId).start, event.message || event.stage);
        case 'progress': {
          const span = spanOf(event.itemId);
          return this.report(span.start + span.share * event.fraction, span.words(event), event.remainingSeconds);
        }
        case 'preview':
          this.#preview = event.file;
          return this.report(spanOf(event.itemId).start, 'Preview is there; rendering in full');
        case 'frame':
          this.#preview = event.file;
          return this.report(0, `Frame ${event.frame} of ${event.frames} is there`);
        case 'log':
          return sink.log(event.level, 'blender', event.text);
        case 'heartbeat':
          return;
      }
    };
  }
}

/** The span of the only item of a job. */
export function wholeJob(unit: string): (itemId: string) => ItemSpan {
  return () => ({ start: 0, share: 1, words: (event) => `${unit} ${event.sample} of ${event.samples}` });
}
