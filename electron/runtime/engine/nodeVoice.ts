import type { GraphReporter } from '../contracts/engine.ts';
import type { JobUse, RenderSink } from '../contracts/renderServices.ts';
import type { RunProgress } from './runProgress.ts';

/** What the Blender jobs of a node took together. */
export interface NodeUse {
  readonly cpuSeconds: number | null;
  readonly peakMemoryBytes: number | null;
  readonly exitCode: number | null;
}

/** Passes on what a node and its Blender jobs tell, as long as the node is at work: one that was given up is not heard. */
export class NodeVoice implements RenderSink {
  /** Called at every sign of life, and with the process id of every Blender that takes a job. */
  onSign: () => void = () => undefined;
  onBlender: (pid: number) => void = () => undefined;
  readonly #nodeId: string;
  readonly #blenderVersion: string;
  readonly #reporter: GraphReporter;
  readonly #progress: RunProgress;
  #use: NodeUse = { cpuSeconds: null, peakMemoryBytes: null, exitCode: null };
  #closed = false;

  constructor(nodeId: string, blenderVersion: string, reporter: GraphReporter, progress: RunProgress) {
    this.#nodeId = nodeId;
    this.#blenderVersion = blenderVersion;
    this.#reporter = reporter;
    this.#progress = progress;
  }

  get taken(): NodeUse {
    return this.#use;
  }

  close(): void {
    this.#closed = true;
  }

  log(level: 'debug' | 'info' | 'warn' | 'error', _source: string, text: string): void {
    if (this.#closed) return;
    this.#reporter.log(this.#nodeId, level, text);
    this.onSign();
  }

  progress(fraction: number, message: string, remainingSeconds: number | null, previewFile: string | null): void {
    if (this.#closed) return;
    this.#progress.report(this.#nodeId, fraction, message, { remainingSeconds, previewFile });
    this.onSign();
  }

  started({ pid, warm }: { pid: number; warm: boolean }): void {
    if (this.#closed) return;
    const kind = warm ? 'warm' : 'fresh';
    this.log('info', 'blender', `Blender ${this.#blenderVersion} (${kind}, process ${pid}) has the job.`);
    this.onBlender(pid);
  }

  used(use: JobUse): void {
    if (this.#closed) return;
    const { cpuSeconds, peakMemoryBytes, exitCode } = this.#use;
    this.#use = {
      cpuSeconds: use.cpuSeconds === null ? cpuSeconds : (cpuSeconds ?? 0) + use.cpuSeconds,
      peakMemoryBytes:
        use.peakMemoryBytes === null ? peakMemoryBytes : Math.max(peakMemoryBytes ?? 0, use.peakMemoryBytes),
      exitCode: use.exitCode ?? exitCode,
    };
  }

  retried(error: { code: string; message: string }, tryNumber: number, delayMilliseconds: number): void {
    this.log(
      'warn',
      'blender',
      `Try ${tryNumber} failed: ${error.message} (${error.code}) Next try in ${delayMilliseconds / 1000} s.`,
    );
  }
}
