import { heatColour } from '../../shared/media/heatRamp.ts';
import type { RawPicture } from './plainPng.ts';

/** Shows where two pictures differ: black where they do not, lighter the further they are apart. */
export function heatMap(deltas: Uint16Array, width: number, height: number, depth: number): RawPicture {
  const colours = new Uint8Array(256 * 3);
  for (let delta = 0; delta < 256; delta += 1) colours.set(heatColour(delta / 255), delta * 3);
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
