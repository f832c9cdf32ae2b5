/** An action that is asked for often, and carried out at most once in so many milliseconds. */
export interface Throttled {
  readonly ask: () => void;
  /** What was asked for and not carried out yet never is. */
  readonly stop: () => void;
}

/** Carries `act` out `ms` milliseconds after the first of a row of askings, once for all of them. */
export function atMostEvery(ms: number, act: () => void): Throttled {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    ask: () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        act();
      }, ms);
    },
    stop: () => {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
