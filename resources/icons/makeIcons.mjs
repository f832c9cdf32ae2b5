import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

/** Draws icon.svg in every size that desktops ask for: `node resources/icons/makeIcons.mjs`. */
const folder = dirname(fileURLToPath(import.meta.url));
const source = readFileSync(join(folder, 'icon.svg'));

for (const size of [32, 64, 128, 256, 512]) {
  const picture = sharp(source, { density: (72 * size) / 512 }).resize(size, size);
  await picture.png({ compressionLevel: 9, palette: false }).toFile(join(folder, `icon-${size}.png`));
}
