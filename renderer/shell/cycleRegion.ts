/** Index of the region that F6 goes to from `current` (-1 = outside of all), `step` 1 or -1, round and round. */
export function cycleRegion(current: number, count: number, step: 1 | -1): number {
  if (count === 0) return -1;
  if (current === -1) return step === 1 ? 0 : count - 1;
  return (current + step + count) % count;
}
