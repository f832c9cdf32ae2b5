import type { LinearColor } from '../../shared/domain/geometry.ts';

function encode(linear: number): string {
  const value = linear <= 0.0031308 ? linear * 12.92 : 1.055 * linear ** (1 / 2.4) - 0.055;
  const byte = Math.round(Math.min(1, Math.max(0, value)) * 255);
  return byte.toString(16).padStart(2, '0');
}

/** A linear colour as people write it: sRGB `#rrggbb`. Alpha is left out. */
export function hexOfLinear([red, green, blue]: LinearColor): string {
  return `#${encode(red)}${encode(green)}${encode(blue)}`;
}
