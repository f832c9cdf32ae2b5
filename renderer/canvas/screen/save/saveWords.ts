import { formatTime, formatWhen } from '../../../ui/format.ts';

/** Who saved what meanwhile: "r15 was saved by another window at 21:40." */
export function conflictWords(latest: { revision: number; createdAt: string }, now: Date): string {
  const when = formatWhen(latest.createdAt, now);
  const at = when.startsWith('today ') ? `at ${formatTime(latest.createdAt)}` : when;
  return `r${latest.revision} was saved by another window ${at}.`;
}

/** What the save button says when it cannot save; null = it can. */
export function saveReason(state: { edited: boolean; revision: number }): string | null {
  return state.edited || state.revision === 0 ? null : `Nothing has changed since r${state.revision}`;
}

/** A name for a copy that stays within the 120 characters of a name. `taken` are those of other workflows, in any case. */
export function copyName(name: string, taken: readonly string[]): string {
  const used = new Set(taken.map((each) => each.toLowerCase()));
  const base = name.slice(0, 105);
  let free = `${base} copy`;
  for (let number = 2; used.has(free.toLowerCase()); number += 1) free = `${base} copy ${number}`;
  return free;
}
