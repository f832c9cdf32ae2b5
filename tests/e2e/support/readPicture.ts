import sharp from 'sharp';

export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Share of the pixels, 0..1, for which `test` holds; channels 0..255, sRGB. */
  share(test: (red: number, green: number, blue: number) => boolean): number;
  /** Number of different colours, counted up to 1000. */
  readonly colours: number;
}

/** Decodes a picture file, in plain Node, where sharp's native build is fine. */
export async function readPicture(file: string | Buffer): Promise<Pixels> {
  const { data, info } = await sharp(file)
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const step = info.channels;
  const seen = new Set<number>();
  for (let at = 0; at < data.length && seen.size < 1000; at += step) seen.add(data.readUIntBE(at, 3));
  return {
    width: info.width,
    height: info.height,
    colours: seen.size,
    share(test) {
      let count = 0;
      for (let at = 0; at < data.length; at += step) {
        if (test(data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0)) count += 1;
      }
      return count / (info.width * info.height);
    },
  };
}
