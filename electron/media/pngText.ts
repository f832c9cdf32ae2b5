import type { PngChunk } from './pngChunks.ts';

/** International text, uncompressed, without language: the one kind of PNG text that takes all of Unicode. */
export function textChunk(keyword: string, text: string): PngChunk {
  // keyword, end, not compressed, method 0, no language, no translated keyword
  const head = Buffer.concat([Buffer.from(keyword, 'latin1'), Buffer.from([0, 0, 0, 0, 0])]);
  return { type: 'iTXt', data: Buffer.concat([head, Buffer.from(text, 'utf8')]) };
}

/** The text under a keyword in an iTXt chunk that `textChunk` could have made, or null. */
export function readTextChunk(chunks: readonly PngChunk[], keyword: string): string | null {
  for (const { type, data } of chunks) {
    if (type !== 'iTXt') continue;
    const keywordEnd = data.indexOf(0);
    if (keywordEnd < 0 || data.toString('latin1', 0, keywordEnd) !== keyword) continue;
    if (data[keywordEnd + 1] !== 0) continue;
    const languageEnd = data.indexOf(0, keywordEnd + 3);
    const translatedEnd = languageEnd < 0 ? -1 : data.indexOf(0, languageEnd + 1);
    if (translatedEnd >= 0) return data.toString('utf8', translatedEnd + 1);
  }
  return null;
}
