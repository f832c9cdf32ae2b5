import { heatColour } from '../../shared/media/heatRamp.ts';

/** Enough that the ramp is smooth at the width of a legend. */
const STOPS = 24;

/** Where a difference of 0..255 steps stands on the legend, 0..1: faint ones get most of it, as in the colours. */
export function heatPlace(delta: number): number {
  return Math.sqrt(Math.min(255, Math.max(0, delta)) / 255);
}

/** The ramp of the heat map as a CSS background, from no difference at the left to the largest at the right. */
export function heatGradient(): string {
  const stops = Array.from({ length: STOPS + 1 }, (_, index) => {
    const place = index / STOPS;
    return `rgb(${heatColour(place * place).join(' ')}) ${Math.round(place * 1000) / 10}%`;
  });
  return `linear-gradient(to right, ${stops.join(', ')})`;
}
