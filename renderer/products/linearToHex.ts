import type { LinearColor } from '../../shared/domain/geometry.ts';

/** #rrggbb of a linear colour, alpha ignored: CAD colours are linear, swatches are sRGB (IEC 61966-2-1). */
export function linearToHex(color: LinearColor): string {
  const channel = (linear: number): string => {
    const clamped = Math.min(1, Math.max(0, linear));
    const encoded = clamped <= 0.0031308 ? clamped * 12.92 : 1.055 * clamped ** (1 / 2.4) - 0.055;
    return Math.round(encoded * 255)
      .toString(16)
      .padStart(2, '0');
  };
  return `#${channel(color[0])}${channel(color[1])}${channel(color[2])}`;
}
