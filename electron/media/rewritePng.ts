import { type PngChunk, readPngChunks, writePngChunks } from './pngChunks.ts';
import { textChunk } from './pngText.ts';
import { PROVENANCE_KEYWORD } from './provenanceXmp.ts';

/** What decides how the picture looks. Everything else (texts with render times, dates, EXIF, private chunks) goes. */
const KEPT = new Set([
  'IHDR',
  'PLTE',
  'tRNS',
  'gAMA',
  'cHRM',
  'sRGB',
  'iCCP',
  'cICP',
  'mDCV',
  'cLLI',
  'sBIT',
  'bKGD',
  'pHYs',
  'IDAT',
]);

/**
 * The same picture with nothing in it but pixels, colour and our text (if any), which comes last. The pixels stay as they are
 * compressed: encoders differ between builds, chunks do not, so equal renders become equal files everywhere.
 * @throws AppError as `readPngChunks`
 */
export function rewritePng(file: Buffer, text: string | null): Buffer {
  const kept: PngChunk[] = readPngChunks(file).filter((chunk) => KEPT.has(chunk.type));
  const texts = text === null ? [] : [textChunk(PROVENANCE_KEYWORD, text)];
  return writePngChunks([...kept, ...texts, { type: 'IEND', data: Buffer.alloc(0) }]);
}
