/** From no difference to the largest possible; every colour is lighter than the one before, so it also reads in grey. */
const stops = [
  [0, 0, 0],
  [48, 14, 92],
  [136, 30, 104],
  [208, 66, 62],
  [244, 132, 28],
  [250, 202, 78],
  [255, 252, 200],
] as const;

/** A difference of one step would be as good as black. */
const LEAST = 0.12;

export type HeatColour = [red: number, green: number, blue: number];

/**
 * The colour of a difference, as a share 0..1 of the largest possible. Fixed, so that heat maps of different pairs can be
 * compared. Square root: faint differences are the ones looked for.
 */
export function heatColour(share: number): HeatColour {
  if (share === 0) return [0, 0, 0];
  const place = (LEAST + (1 - LEAST) * Math.sqrt(share)) * (stops.length - 1);
  const index = Math.min(Math.floor(place), stops.length - 2);
  const [from, to] = [stops[index]!, stops[index + 1]!];
  const mix = (channel: 0 | 1 | 2): number =>
    Math.round(from[channel] + (to[channel] - from[channel]) * (place - index));
  return [mix(0), mix(1), mix(2)];
}
