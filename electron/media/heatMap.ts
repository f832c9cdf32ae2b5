import type { RawPicture } from './plainPng.ts';

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

/** Fixed, so that heat maps of different pairs can be compared. Square root: faint differences are the ones looked for. */
function colourOf(share: number): [number, number, number] {
  if (share === 0) return [0, 0, 0];
  const place = (LEAST + (1 - LEAST) * Math.sqrt(share)) * (stops.length - 1);
  const index = Math.min(Math.floor(place), stops.length - 2);
  const [from, to] = [stops[index]!, stops[index + 1]!];
  const mix = (channel: 0 | 1 | 2): number =>
    Math.round(from[channel] + (to[channel] - from[channel]) * (place - index));
  return [mix(0), mix(1), mix(2)];
}

/** Shows where two pictures differ: black where they do not, lighter the further they are apart. */
export function heatMap(deltas: Uint16Array, width: number, height: number, depth: number): RawPicture {
  const colours = new Uint8Array(256 * 3);
  for (let delta = 0; delta < 256; delta += 1) colours.set(colourOf(delta / 255), delta * 3);
  const data = new Uint8Array(deltas.length * 3);
  for (let pixel = 0; pixel < deltas.length; pixel += 1) {
    const delta = deltas[pixel]!;
    // Rounded up: a difference that is less than a step of 255 is still one.
    const step = (depth === 16 ? Math.ceil(delta / 257) : delta) * 3;
    data[pixel * 3] = colours[step]!;
    data[pixel * 3 + 1] = colours[step + 1]!;
    data[pixel * 3 + 2] = colours[step + 2]!;
  }
  return { width, height, channels: 3, data };
}
