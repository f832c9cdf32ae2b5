const KEY = 'hartomat.tour';

/** `due`: the next canvas that opens starts it. `seen`: it started once, so nothing but a person starts it again. */
type Memory = 'due' | 'seen';

const remember = (memory: Memory): void => localStorage.setItem(KEY, memory);

/** The next canvas that opens starts the tour. */
export function requestTour(): void {
  remember('due');
}

/** The same, unless it has started before. */
export function requestTourOnce(): void {
  if (localStorage.getItem(KEY) === null) remember('due');
}

/** Whether the tour is to start now; it is not asked for again after that. */
export function takeTour(): boolean {
  const due = localStorage.getItem(KEY) === 'due';
  if (due) remember('seen');
  return due;
}
