import type { QueueStatus } from '../../shared/ipc/contract.ts';
import type { RunRecord } from '../persistence/repositories/runRecord.ts';
import { toErrorValue } from '../../shared/errors/appError.ts';
import { expectedSeconds } from './expectedSeconds.ts';
import type { ProgressBoard } from './progressBoard.ts';
import type { ObservationRunner, ObservationStop } from './observationRunner.ts';
import type { RunExecutor, StopReason } from './runExecutor.ts';
import type { ServiceContext } from './serviceContext.ts';

const PAUSED_KEY = 'queue.paused';

interface Active {
  readonly run: RunRecord;
  readonly stop: AbortController;
  readonly done: Promise<unknown>;
}

interface Observing {
  readonly runId: string;
  readonly stop: AbortController;
  readonly done: Promise<void>;
}

/** Runs whose owner is gone are looked for this often: another process may have died while this one lives. */
const RECOVER_EVERY_MILLISECONDS = 30_000;

export interface QueueTools {
  readonly executor: Pick<RunExecutor, 'execute'>;
  readonly observer: Pick<ObservationRunner, 'execute' | 'isComparingAgain' | 'close'>;
  readonly progress: ProgressBoard;
  /** Puts runs right whose owner is gone. */
  readonly recover: (isBusy: (runId: string) => boolean) => void;
}

/**
 * Takes waiting runs by priority, then age, as many at once as there are Blender slots. Observers of shadow runs come
 * when no order waits or runs, one at a time, and make room as soon as one does: beside a render they would cost it
 * processor time, however many slots there are. The queue itself is the database.
 */
export class RunQueue {
  readonly #context: ServiceContext;
  readonly #tools: QueueTools;
  readonly #active = new Map<string, Active>();
  #started = false;
  #closed = false;
  #observing: Observing | null = null;
  #recovery: NodeJS.Timeout | null = null;
  #lookedAt = 0;

  constructor(context: ServiceContext, tools: QueueTools) {
    this.#context = context;
    this.#tools = tools;
  }

  start(): void {
    this.#started = true;
    this.#lookedAt = this.#context.clock().getTime();
    this.#recovery ??= setInterval(() => this.#recover(), RECOVER_EVERY_MILLISECONDS).unref();
    this.wake();
  }

  /** Takes what may start now. Call it whenever a run or a slot may have become free. */
  wake(): void {
    if (!this.#started || this.#closed || this.paused) return;
    const { repositories, instanceId, settings } = this.#context;
    while (this.#active.size < settings.get().blenderSlots) {
      const next = repositories.runs.nextWaiting(instanceId);
      if (!next || this.#active.has(next.id)) break;
      void this.#run(next).then((started) =>
        this.#goOn(() => started || repositories.runs.get(next.id)?.state !== 'waiting'),
      );
    }
    this.#observeNext();
  }

  /**
   * Takes what comes next when something has ended. What could not be started (the drive is full) would be tried again
   * in a tight loop: it waits for the next look, as does everything when the database cannot be read.
   */
  #goOn(hasEnded: () => boolean): void {
    if (this.#closed) return;
    try {
      if (hasEnded()) this.wake();
    } catch (thrown) {
      this.#context.logger.warn('the queue could not be read', { error: toErrorValue(thrown) });
    }
  }

  #observeNext(): void {
    if (this.#observing || this.#active.size > 0) return;
    const next = this.#context.repositories.observations.nextWaiting();
    if (!next) return;
    void this.#observe(next.runId).then(() =>
      this.#goOn(() => this.#context.repositories.observations.get(next.runId)?.state !== 'waiting'),
    );
  }

  async #observe(runId: string): Promise<void> {
    const stop = new AbortController();
    const done = this.#tools.observer.execute(runId, stop.signal);
    this.#observing = { runId, stop, done };
    try {
      await done;
    } finally {
      this.#observing = null;
    }
  }

  /**
   * Runs the observer of this run as soon as no other one is at work here, whatever the queue does. Resolves when it has
   * ended. `signal` cancels it; one that has not begun by then, or when the queue is closed, stays waiting.
   */
  async observeNow(runId: string, signal: AbortSignal): Promise<void> {
    // Several may wait for the same one to end, and only the first of them finds the place free.
    while (this.#observing) await this.#observing.done;
    if (this.#closed || signal.aborted) return;
    const working = this.#observe(runId);
    const stop = (): void => void this.stopObserving('cancel');
    signal.addEventListener('abort', stop, { once: true });
    try {
      await working;
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  isObserving(runId: string): boolean {
    return this.#observing?.runId === runId;
  }

  /** Stops the observer of this process; resolves when its state is written. */
  async stopObserving(reason: ObservationStop): Promise<void> {
    this.#observing?.stop.abort(reason);
    await this.#observing?.done;
  }

  #recover(): void {
    const now = this.#context.clock().getTime();
    // The machine slept: the others have not renewed their leases either, and are about to.
    const slept = now - this.#lookedAt > 2 * RECOVER_EVERY_MILLISECONDS;
    this.#lookedAt = now;
    try {
      if (!slept) this.#tools.recover((runId) => this.isActive(runId) || this.isObserving(runId));
    } catch (thrown) {
      this.#context.logger.warn('runs could not be looked after', { error: toErrorValue(thrown) });
    }
    this.#goOn(() => true);
  }

  /** Runs this one now, whatever the queue does. Resolves when it has ended. */
  async runNow(run: RunRecord): Promise<void> {
    await this.#run(run);
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

  /** Neither a run, an observer nor a comparison is under way here. */
  get idle(): boolean {
    return this.#active.size === 0 && this.#observing === null && !this.#tools.observer.isComparingAgain;
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
    if (this.#recovery) clearInterval(this.#recovery);
    const active = [...this.#active.keys()].map((id) => this.stop(id, 'shutdown'));
    await Promise.all([this.stopObserving('shutdown'), this.#tools.observer.close(), ...active]);
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

  /** Answers whether it could be started. */
  async #run(run: RunRecord): Promise<boolean> {
    // An observer holds a place only as long as no order needs it.
    this.#observing?.stop.abort('preempt');
    const stop = new AbortController();
    const done = this.#tools.executor.execute(run, stop.signal);
    this.#active.set(run.id, { run, stop, done });
    try {
      return await done;
    } finally {
      this.#active.delete(run.id);
      this.#context.events.emit('queue:changed', {});
    }
  }

  #slots(): QueueStatus['slots'] {
    const active = [...this.#active.values()];
    const observed = this.#observing ? this.#context.repositories.runs.get(this.#observing.runId) : null;
    const size = Math.max(this.#context.settings.get().blenderSlots, active.length + (observed ? 1 : 0));
    return Array.from({ length: size }, (_, index) => {
      const run = active[index]?.run;
      if (!run && observed && index === active.length) {
        const observing = `Observer of ${observed.number}: ${observed.productName}, ${observed.outputTypeName}`;
        return { name: `Slot ${index + 1}`, runId: observed.id, text: observing, fraction: null };
      }
      const progress = run ? this.#tools.progress.get(run.id) : null;
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
      const left = run.state === 'running' ? (this.#tools.progress.get(run.id)?.etaSeconds ?? expected) : expected;
      if (left === null) return null;
      total += left;
    }
    return total === 0 ? null : total / this.#context.settings.get().blenderSlots;
  }
}
