/** The arrow keys move the line by this share of the pane, and with Shift by the larger one. */
const STEP = 0.01;
const LARGE_STEP = 0.1;

/** A share 0..1 of the pane, on whole per cents, so that it is what is read aloud. */
export function wipeAt(share: number): number {
  return Math.round(Math.min(1, Math.max(0, share)) * 100) / 100;
}

/** Where a key moves the line, or null when it does not. */
export function movedWipe(share: number, key: string, large: boolean): number | null {
  const step = large ? LARGE_STEP : STEP;
  if (key === 'ArrowLeft') return wipeAt(share - step);
  if (key === 'ArrowRight') return wipeAt(share + step);
  if (key === 'Home') return 0;
  return key === 'End' ? 1 : null;
}

/** What is seen on either side of the line, for who does not see it. */
export function wipeWords(share: number): string {
  const percent = Math.round(share * 100);
  return `Control ${percent} %, candidate ${100 - percent} %`;
}
