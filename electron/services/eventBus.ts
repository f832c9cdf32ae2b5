import type { EventName, EventPayload } from '../../shared/ipc/events.ts';

export type EventListener = <E extends EventName>(name: E, payload: EventPayload<E>) => void;

/** Tells whoever listens what has happened. Events are facts: emit them after the change is persisted. */
export class EventBus {
  readonly #listeners = new Set<EventListener>();

  emit<E extends EventName>(name: E, payload: EventPayload<E>): void {
    for (const listener of [...this.#listeners]) listener(name, payload);
  }

  on(listener: EventListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
