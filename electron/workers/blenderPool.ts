import { join } from 'node:path';
import { AppError } from '../../shared/errors/appError.ts';
import type { RenderBackend, RenderOutcome, RenderRequest } from '../runtime/contracts/renderBackend.ts';
import { BlenderSlot } from './blenderSlot.ts';
import { needsOwnProcess } from './needsOwnProcess.ts';
import { RenderQueue } from './renderQueue.ts';

export interface BlenderPoolOptions {
  /** Folder of the built worker entries. */
  readonly workersFolder: string;
  /** Folder with blender/ in it. */
  readonly resources: string;
  /** Pid records, folders of processes, bytecode. */
  readonly stateFolder: string;
  /** Blender processes at a time. */
  readonly slots: number;
  readonly recycleAfterJobs: number;
  readonly recycleAboveMegabytes: number;
  readonly environment: NodeJS.ProcessEnv;
  /** A warm process without work is let go after this. */
  readonly idleSeconds?: number;
}

export interface BlenderPool extends RenderBackend {
  /** What each slot does now. */
  slots(): { name: string; busy: boolean; warmRuntimeId: string | null }[];
  /** Batches that wait for a slot. */
  waiting(): number;
  /** More slots start at once; fewer let running batches end first. */
  setSlots(count: number): void;
}

interface Waiting {
  readonly request: RenderRequest;
  readonly resolve: (outcome: RenderOutcome) => void;
  readonly reject: (error: unknown) => void;
}

const IDLE_SECONDS = 300;

/** The local render backend: Piscina workers that own warm Blender processes. See RenderBackend for the errors. */
export function createBlenderPool(options: BlenderPoolOptions): BlenderPool {
  return new LocalPool(options);
}

class LocalPool implements BlenderPool {
  readonly name = 'local';
  private readonly options: BlenderPoolOptions;
  private readonly queue = new RenderQueue<Waiting>();
  private readonly closing = new AbortController();
  private readonly running = new Set<Promise<unknown>>();
  private members: BlenderSlot[] = [];
  private wanted: number;
  private made = 0;

  constructor(options: BlenderPoolOptions) {
    this.options = options;
    this.wanted = options.slots;
  }

  run(request: RenderRequest): Promise<RenderOutcome> {
    return new Promise((resolve, reject) => {
      if (request.signal.aborted || this.closing.signal.aborted) return reject(cancelled());
      const entry: Waiting = { request, resolve, reject };
      this.queue.add(entry);
      request.signal.addEventListener('abort', () => this.queue.remove(entry) && reject(cancelled()), { once: true });
      this.dispatch();
    });
  }

  slots(): { name: string; busy: boolean; warmRuntimeId: string | null }[] {
    return this.members.map((slot) => ({ name: slot.setup.slot, busy: slot.busy, warmRuntimeId: slot.runtimeId }));
  }

  waiting(): number {
    return this.queue.size;
  }

  setSlots(count: number): void {
    this.wanted = Math.max(1, count);
    this.retire();
    this.dispatch();
  }

  async close(): Promise<void> {
    this.closing.abort();
    for (let entry = this.queue.next(); entry; entry = this.queue.next()) entry.reject(cancelled());
    await Promise.allSettled(this.running);
    await Promise.all(this.members.splice(0).map((slot) => slot.close()));
  }

  private dispatch(): void {
    while (this.queue.size > 0 && !this.closing.signal.aborted) {
      const idle = this.members.filter((slot) => !slot.busy);
      if (idle.length === 0 && this.members.length >= this.wanted) return;
      const entry = this.queue.next();
      if (!entry) return;
      const fitting = idle.find((slot) => slot.runtimeId === entry.request.runtime.id);
      this.start(fitting ?? idle[0] ?? this.addSlot(), entry);
    }
  }

  private start(slot: BlenderSlot, entry: Waiting): void {
    const { request } = entry;
    const signal = AbortSignal.any([request.signal, this.closing.signal]);
    const work = slot
      .run({ ...request, signal }, request.isolated || needsOwnProcess(request.batch))
      .then(entry.resolve, entry.reject)
      .finally(() => {
        this.running.delete(work);
        this.retire();
        this.dispatch();
      });
    this.running.add(work);
  }

  private addSlot(): BlenderSlot {
    const { options } = this;
    this.made += 1;
    const slot = new BlenderSlot(options.workersFolder, {
      slot: `blender-${this.made}`,
      scripts: join(options.resources, 'blender'),
      stateFolder: options.stateFolder,
      environment: options.environment,
      recycleAfterJobs: options.recycleAfterJobs,
      recycleAboveMegabytes: options.recycleAboveMegabytes,
      idleSeconds: options.idleSeconds ?? IDLE_SECONDS,
    });
    this.members.push(slot);
    return slot;
  }

  /** Ends slots beyond the wanted number, idle ones only. */
  private retire(): void {
    for (const slot of [...this.members]) {
      if (this.members.length <= this.wanted) return;
      if (slot.busy) continue;
      this.members = this.members.filter((other) => other !== slot);
      const closing = slot.close().finally(() => this.running.delete(closing));
      this.running.add(closing);
    }
  }
}

const cancelled = (): AppError => new AppError('app.cancelled', 'The render was cancelled.');
