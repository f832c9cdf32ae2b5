import type { QueueStatus } from '../../shared/ipc/contract.ts';
import type { RunRecord } from '../persistence/repositories/runRecord.ts';
import { expectedSeconds } from './expectedSeconds.ts';
import type { ProgressBoard } from './progressBoard.ts';
import type { RunExecutor, StopReason } from './runExecutor.ts';
import type { ServiceContext } from './serviceContext.ts';

const PAUSED_KEY = 'queue.paused';

interface Active {
  readonly run: RunRecord;
  readonly stop: AbortController;
  readonly done: Promise<void>;
}

/** Takes waiting runs by priority, then age, as many at once as there are Blender slots. The queue itself is the database. */
export class RunQueue {
  readonly #context: ServiceContext;
  readonly #executor: RunExecutor;
  readonly #progress: ProgressBoard;
  readonly #active = new Map<string, Active>();
  #started = false;
  #closed = false;

  constructor(context: ServiceContext, executor: RunExecutor, progress: ProgressBoard) {
    this.#context = context;
    this.#executor = executor;
    this.#progress = progress;
  }

  start(): void {
    this.#started = true;
    this.wake();
  }

  /** Takes what may start now. Call it whenever a run or a slot may have become free. */
  wake(): void {
    if (!this.#started || this.#closed || this.paused) return;
    while (this.#active.size < this.#context.settings.get().blenderSlots) {
      const next = this.#context.repositories.runs.nextWaiting(this.#context.instanceId);
      // A run that could not be started stays waiting: it is not tried in a tight loop.
      if (!next || this.#active.has(next.id)) return;
      void this.#run(next).then(() => this.wake());
    }
  }

  /** Runs this one now, whatever the queue does. Resolves when it has ended. */
  runNow(run: RunRecord): Promise<void> {
    return this.#run(run);
  }

  get paused(): boolean {
    return this.#context.repositories.appState.get(PAUSED_KEY) === true;
  }

  /** Running runs end; waiting ones wait. Survives a restart. */
  setPaused(paused: boolean): void {
    this.#context.repositories.appState.set(PAUSED_KEY, paused ? true : null);
    this.#context.events.emit('queue:changed', {});
    this.wake();
  }

  isActive(runId: string): boolean {
    return this.#active.has(runId);
  }

  get busy(): number {
    return this.#active.size;
  }

  /** Stops a run of this process; resolves when its Blender is gone and its state is written. */
  async stop(runId: string, reason: StopReason): Promise<void> {
    const active = this.#active.get(runId);
    if (!active) return;
    active.stop.abort(reason);
    await active.done;
  }

  /** No new runs; those under way go back to the queue. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#active.keys()].map((id) => this.stop(id, 'shutdown')));
  }

  /** Everything of the status but Blender and the drive. */
  status(): Omit<QueueStatus, 'blender' | 'freeDiskBytes'> {
    const counts = this.#context.repositories.runs.counts();
    return {
      paused: this.paused,
      running: counts.running,
      waiting: counts.waiting,
      needsAttention: counts.parked,
      etaSeconds: this.#etaSeconds(),
      slots: this.#slots(),
    };
  }

  async #run(run: RunRecord): Promise<void> {
    const stop = new AbortController();
    const done = this.#executor.execute(run, stop.signal);
    this.#active.set(run.id, { run, stop, done });
    try {
      await done;
    } finally {
      this.#active.delete(run.id);
      this.#context.events.emit('queue:changed', {});
    }
  }

  #slots(): QueueStatus['slots'] {
    const active = [...this.#active.values()];
    const size = Math.max(this.#context.settings.get().blenderSlots, active.length);
    return Array.from({ length: size }, (_, index) => {
      const run = active[index]?.run;
      const progress = run ? this.#progress.get(run.id) : null;
      const text = run ? `${run.productName}, ${run.outputTypeName}` : 'Free';
      return { name: `Slot ${index + 1}`, runId: run?.id ?? null, text, fraction: progress?.fraction ?? null };
    });
  }

  /** From history and from what running runs say; null as soon as one part of it is unknown. */
  #etaSeconds(): number | null {
    const { runs } = this.#context.repositories;
    let total = 0;
    for (const run of runs.list({ states: ['waiting', 'running'], limit: 5000 })) {
      const expected = expectedSeconds(this.#context.repositories, run.outputTypeId);
      const left = run.state === 'running' ? (this.#progress.get(run.id)?.etaSeconds ?? expected) : expected;
      if (left === null) return null;
      total += left;
    }
    return total === 0 ? null : total / this.#context.settings.get().blenderSlots;
  }
}
