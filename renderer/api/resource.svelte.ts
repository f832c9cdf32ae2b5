import { untrack } from 'svelte';
import { AppError, fromErrorValue, toErrorValue } from '../../shared/errors/appError.ts';
import type { EventName, EventPayload } from '../../shared/ipc/events.ts';
import { onEvent } from './client.ts';
import { emptyResource, nextResourceState, type ResourceState } from './resourceState.ts';

/** Below this nothing is shown of a wait; a flash of grey is worse than a short nothing. */
const quietMilliseconds = 150;
/** From here on the screen says what is being done. */
const longMilliseconds = 2000;

type EventFilter = { [E in EventName]?: true | ((payload: EventPayload<E>) => boolean) };

export interface ResourceOptions {
  /** Events after which the data is fetched again; a function may look at the payload and decline. */
  readonly on?: EventFilter;
  /** When its value changes, the data belongs to something else: the old is dropped instead of shown meanwhile. */
  readonly key?: () => unknown;
}

export interface Resource<T> {
  readonly data: T | undefined;
  readonly error: AppError | null;
  readonly loading: boolean;
  /** Loading for over 150 ms: show a skeleton when there is no data, dim what is there. */
  readonly slow: boolean;
  /** Loading for over 2 s: say what is being done. */
  readonly long: boolean;
  reload(): void;
  /** Puts in what a call answered, without another round trip. */
  set(data: T): void;
}

/** Any thrown thing as an AppError with code, message and remedy. */
export function asAppError(thrown: unknown): AppError {
  return thrown instanceof AppError ? thrown : fromErrorValue(toErrorValue(thrown));
}

/**
 * Fetches with `load` when the component starts, whenever something reactive that `load` reads in its synchronous
 * part changes, and after the named events. Call it while a component initialises.
 */
export function useResource<T>(load: () => Promise<T>, options: ResourceOptions = {}): Resource<T> {
  let state = $state.raw<ResourceState<T>>(emptyResource<T>());
  let slow = $state(false);
  let long = $state(false);
  let request = 0;
  let again = false;
  let lastKey: unknown;
  let timers: ReturnType<typeof setTimeout>[] = [];

  function settle(): void {
    for (const timer of timers) clearTimeout(timer);
    timers = [];
    slow = false;
    long = false;
  }

  function start(keep: boolean): void {
    const mine = ++request;
    again = false;
    settle();
    timers = [setTimeout(() => (slow = true), quietMilliseconds), setTimeout(() => (long = true), longMilliseconds)];
    const answer = load();
    untrack(() => (state = nextResourceState(state, { type: 'started', request: mine, keep })));
    answer.then(
      (data) => finish(mine, () => nextResourceState(state, { type: 'arrived', request: mine, data })),
      (thrown: unknown) =>
        finish(mine, () => nextResourceState(state, { type: 'failed', request: mine, error: asAppError(thrown) })),
    );
  }

  function finish(mine: number, next: () => ResourceState<T>): void {
    if (mine !== request) return;
    settle();
    state = next();
    if (again) start(true);
  }

  /** Events come in bursts: while one fetch is under way, all further ones become a single next fetch. */
  function reload(): void {
    if (state.loading) again = true;
    else start(true);
  }

  $effect(() => {
    const key = options.key?.();
    const keep = key === lastKey;
    lastKey = key;
    start(keep);
  });

  $effect(() => {
    const stops = Object.entries(options.on ?? {}).map(([name, filter]) =>
      onEvent(name as EventName, (payload) => {
        if (filter === true || (filter as (payload: unknown) => boolean)(payload)) reload();
      }),
    );
    return () => {
      for (const stop of stops) stop();
      settle();
      request++;
    };
  });

  return {
    get data() {
      return state.data;
    },
    get error() {
      return state.error;
    },
    get loading() {
      return state.loading;
    },
    get slow() {
      return slow;
    },
    get long() {
      return long;
    },
    reload,
    set(data) {
      request++;
      settle();
      state = { data, error: null, request, loading: false };
    },
  };
}
