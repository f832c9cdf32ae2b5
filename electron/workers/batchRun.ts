import { join } from 'node:path';
import { AppError } from '../../shared/errors/appError.ts';
import type { RenderEvent } from '../runtime/contracts/renderBackend.ts';
import type { RenderBatch } from '../runtime/contracts/renderBatch.ts';
import type { BlenderProcess, ProcessExit } from './blenderProcess.ts';
import { exitError } from './exitError.ts';
import type { ScriptLine } from './workerProtocol.ts';

/** The script's own watchdog acts first; this much later it is taken to be stuck itself. */
const SLACK_SECONDS = 3;
const TICK_MS = 200;
const START_SECONDS = 120;
const CANCEL_GRACE_MS = 1500;

/** A process answered (and is still alive, with this much memory), or it ended with its batch. */
export type BatchEnding =
  { readonly kind: 'answered'; readonly memoryBytes: number } | { readonly kind: 'exited'; readonly exit: ProcessExit };

/** One batch in one process: events out, limits, cancel. */
export class BatchRun {
  private readonly process: BlenderProcess;
  private readonly batch: RenderBatch;
  private readonly folder: string;
  private readonly onEvent: (event: RenderEvent) => void;
  private ready: boolean;
  private compiling = false;
  private answered = false;
  private lastLine = performance.now();
  private workedMs = 0;
  private failure: AppError | null = null;
  private finish: (memoryBytes: number) => void = () => undefined;

  constructor(options: {
    process: BlenderProcess;
    batch: RenderBatch;
    folder: string;
    /** The process has served before: its script is running. */
    warm: boolean;
    onEvent: (event: RenderEvent) => void;
  }) {
    this.process = options.process;
    this.batch = options.batch;
    this.folder = options.folder;
    this.onEvent = options.onEvent;
    this.ready = options.warm;
  }

  /** Resolves when the process answered or ended. Rejects with AppError: limits, cancel, a batch that it cannot read. */
  async run(): Promise<BatchEnding> {
    const answer = new Promise<BatchEnding>((resolve) => {
      this.finish = (memoryBytes) => resolve({ kind: 'answered', memoryBytes });
    });
    this.process.onLine = (line) => this.take(line);
    this.process.onText = (text) => this.onEvent({ type: 'log', level: 'debug', text });
    const timer = setInterval(() => this.tick(), TICK_MS);
    try {
      const exit = this.process.exited.then((ended): BatchEnding => ({ kind: 'exited', exit: ended }));
      const ending = await Promise.race([answer, exit]);
      if (this.failure) throw this.failure;
      return ending;
    } finally {
      clearInterval(timer);
      this.process.onLine = () => undefined;
      this.process.onText = () => undefined;
    }
  }

  /** The error for a process that ended before all items had results. */
  errorOf(exit: ProcessExit): AppError {
    return exitError(exit, this.ready);
  }

  cancel(): void {
    this.stop(new AppError('app.cancelled', 'The render was cancelled.'));
  }

  private stop(failure: AppError): void {
    if (this.failure || this.answered) return;
    this.failure = failure;
    void this.process.end(CANCEL_GRACE_MS);
  }

  private take(line: ScriptLine): void {
    this.lastLine = performance.now();
    switch (line.type) {
      case 'ready':
        this.ready = true;
        return;
      case 'batch_done':
        this.answered = true;
        return this.finish(line.memoryBytes);
      case 'bad_batch':
        return this.stop(new AppError('blender.protocol', line.message));
      case 'preview':
      case 'frame':
        return this.onEvent({ ...line, file: join(this.folder, line.file) });
      case 'stage':
        this.compiling = line.stage === 'compile_kernels';
        return this.onEvent(line);
      case 'run':
      case 'item_done':
        return;
      default:
        this.onEvent(line);
    }
  }

  /** For a process that is too stuck for its own watchdog. Compiling kernels counts against no limit. */
  private tick(): void {
    if (this.compiling) {
      this.lastLine = performance.now();
      return;
    }
    this.workedMs += TICK_MS;
    const limits = this.batch.items.map((item) => item.limits);
    const wall = limits.reduce((sum, limit) => sum + limit.wallSeconds, 0) + SLACK_SECONDS;
    const silence = Math.max(...limits.map((limit) => limit.silenceSeconds)) + SLACK_SECONDS;
    const silentMs = performance.now() - this.lastLine;
    if (!this.ready) {
      if (silentMs > START_SECONDS * 1000)
        this.stop(new AppError('blender.start_failed', `Blender did not start within ${START_SECONDS} s.`));
    } else if (silentMs > silence * 1000) {
      this.stop(new AppError('blender.silence_timeout', 'Blender stopped answering and was ended.'));
    } else if (this.workedMs > wall * 1000) {
      this.stop(new AppError('blender.wall_timeout', 'The render took longer than its time limit and was ended.'));
    }
  }
}
