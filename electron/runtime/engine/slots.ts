import { AppError } from '../../../shared/errors/appError.ts';

/** Who asks for a slot. */
interface SlotTicket {
  /** Equal for all nodes of a run; compared by identity. */
  readonly run: object;
  /** Among waiting nodes of a run the lowest goes first. */
  readonly rank: number;
}

/** Gives the slot back; further calls do nothing. */
type ReleaseSlot = () => void;

interface Waiter extends SlotTicket {
  readonly signal: AbortSignal;
  readonly grant: (release: ReleaseSlot) => void;
  readonly refuse: (error: AppError) => void;
}

/**
 * At most so many at a time. When slots are scarce runs take turns, and within a run the order of execution decides:
 * a run of a thousand nodes does not keep a run of three waiting, and equal runs start their nodes in equal order.
 */
export class Slots {
  #waiting: Waiter[] = [];
  /** Signals that are listened to: once each, however many nodes wait. */
  readonly #watched = new WeakSet<AbortSignal>();
  /** Counts up with each grant: the turn at which a run was served last. */
  readonly #served = new WeakMap<object, number>();
  #turn = 0;
  #free: number;

  constructor(capacity: number) {
    this.#free = Math.max(1, Math.floor(capacity));
  }

  /** @throws AppError `app.cancelled` when the signal is aborted before its turn comes */
  take(ticket: SlotTicket, signal: AbortSignal): Promise<ReleaseSlot> {
    return new Promise((grant, refuse) => {
      this.#watch(signal);
      this.#waiting.push({ ...ticket, signal, grant, refuse });
      if (signal.aborted) this.#dismiss(signal);
      this.#serve();
    });
  }

  #watch(signal: AbortSignal): void {
    if (this.#watched.has(signal)) return;
    this.#watched.add(signal);
    signal.addEventListener('abort', () => this.#dismiss(signal), { once: true });
  }

  #dismiss(signal: AbortSignal): void {
    const gone = this.#waiting.filter((waiter) => waiter.signal === signal);
    this.#waiting = this.#waiting.filter((waiter) => waiter.signal !== signal);
    for (const { refuse } of gone) refuse(new AppError('app.cancelled', 'The run was cancelled.'));
  }

  #serve(): void {
    while (this.#free > 0) {
      const next = this.#next();
      if (!next) return;
      this.#free -= 1;
      this.#waiting.splice(this.#waiting.indexOf(next), 1);
      this.#served.set(next.run, (this.#turn += 1));
      next.grant(this.#releaseOnce());
    }
  }

  #next(): Waiter | undefined {
    let best: Waiter | undefined;
    for (const waiter of this.#waiting) if (!best || this.#goesBefore(waiter, best)) best = waiter;
    return best;
  }

  #goesBefore(one: Waiter, other: Waiter): boolean {
    if (one.run === other.run) return one.rank < other.rank;
    return (this.#served.get(one.run) ?? 0) < (this.#served.get(other.run) ?? 0);
  }

  #releaseOnce(): ReleaseSlot {
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      this.#free += 1;
      this.#serve();
    };
  }
}
