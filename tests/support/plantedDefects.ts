import { writeFileSync } from 'node:fs';
import sharp from 'sharp';

/** Three samples of 8 bits a pixel. */
export interface RgbPicture {
  readonly width: number;
  readonly height: number;
  readonly samples: Uint8Array;
}

type Colour = readonly [number, number, number];

const BOLT = { left: 1200, top: 400, size: 9 } as const;
const FLANGE = { left: 500, top: 300, width: 160, height: 90 } as const;

function paint(picture: RgbPicture, at: { left: number; top: number; width: number; height: number }, colour: Colour) {
  for (let row = at.top; row < at.top + at.height; row += 1) {
    for (let column = at.left; column < at.left + at.width; column += 1) {
      picture.samples.set(colour, (row * picture.width + column) * 3);
    }
  }
}

/** A product in front of a studio backdrop, 1920 x 1080: a body in shades, a flange, and one bolt of 9 x 9 pixels. */
export function productPicture(): RgbPicture {
  const [width, height] = [1920, 1080];
  const samples = new Uint8Array(width * height * 3);
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const isBody = Math.hypot(column - 960, (row - 540) * 1.6) < 700;
      const shade = isBody ? 120 + Math.round(60 * Math.sin(column / 90)) : 225 - Math.round((row / height) * 40);
      samples.fill(shade, (row * width + column) * 3, (row * width + column + 1) * 3);
    }
  }
  const picture = { width, height, samples };
  paint(picture, FLANGE, [150, 110, 60]);
  paint(picture, { ...BOLT, width: BOLT.size, height: BOLT.size }, [40, 42, 48]);
  return picture;
}

const copyOf = (picture: RgbPicture): RgbPicture => ({ ...picture, samples: picture.samples.slice() });

/** What a comparison must not let pass, by its name. */
export const defects: Readonly<Record<string, (picture: RgbPicture) => RgbPicture>> = {
  'a bolt of 9 x 9 pixels removed': (picture) => {
    const changed = copyOf(picture);
    // What stands beside the bolt stands where it was.
    for (let row = BOLT.top; row < BOLT.top + BOLT.size; row += 1) {
      const at = (row * picture.width + BOLT.left) * 3;
      changed.samples.copyWithin(at, at + BOLT.size * 3, at + BOLT.size * 6);
    }
    return changed;
  },
  'a material swapped': (picture) => {
    const changed = copyOf(picture);
    paint(changed, FLANGE, [128, 128, 132]);
    return changed;
  },
  'a shift of one pixel': (picture) => {
    const changed = copyOf(picture);
    changed.samples.copyWithin(3, 0, changed.samples.length - 3);
    return changed;
  },
};

/** Brighter mid-tones, as a wrong colour setting gives: every pixel a little, no pixel much. */
export function withGamma(picture: RgbPicture, gamma: number): RgbPicture {
  return { ...picture, samples: picture.samples.map((sample) => Math.round(255 * (sample / 255) ** (1 / gamma))) };
}

/** Every `every`th sample one step up or down, as rounding in another order does. */
export function withNoise(picture: RgbPicture, every: number): RgbPicture {
  return {
    ...picture,
    samples: picture.samples.map((sample, at) => (at % every === 0 ? sample + (sample > 127 ? -1 : 1) : sample)),
  };
}

export async function writePng(path: string, { width, height, samples }: RgbPicture): Promise<string> {
  const raw = { width, height, channels: 3 } as const;
  writeFileSync(path, await sharp(samples, { raw }).png({ compressionLevel: 1 }).toBuffer());
  return path;
}
