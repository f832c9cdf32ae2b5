import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { pngSize, readPngChunks, writePngChunks } from '../../../electron/media/pngChunks.ts';
import { readTextChunk, textChunk } from '../../../electron/media/pngText.ts';
import { rewritePng } from '../../../electron/media/rewritePng.ts';

const header = Buffer.alloc(13);
header.writeUInt32BE(640, 0);
header.writeUInt32BE(360, 4);
const end = { type: 'IEND', data: Buffer.alloc(0) };
const head = { type: 'IHDR', data: header };

const png = (...between: { type: string; data: Buffer }[]): Buffer => writePngChunks([head, ...between, end]);
const typesOf = (file: Buffer): string[] => readPngChunks(file).map((chunk) => chunk.type);

describe('PNG chunks', () => {
  it('are written and read back', () => {
    const chunks = readPngChunks(png({ type: 'IDAT', data: Buffer.from('pixels') }));
    expect(chunks.map((chunk) => chunk.type)).toEqual(['IHDR', 'IDAT', 'IEND']);
    expect(chunks[1]!.data.toString()).toBe('pixels');
    expect(pngSize(chunks)).toEqual({ width: 640, height: 360 });
  });

  it('have the checksum that every reader expects', () => {
    const file = png();
    expect(file.readUInt32BE(file.length - 4)).toBe(crc32(Buffer.from('IEND')));
  });

  it('a file cut anywhere is truncated', () => {
    const file = png({ type: 'IDAT', data: Buffer.from('pixels') });
    for (let length = 0; length < file.length; length += 1) {
      expect(() => readPngChunks(file.subarray(0, length))).toThrow(
        expect.objectContaining({ code: 'blender.output_truncated' }),
      );
    }
  });

  it('a changed byte is damage; another file is no PNG', () => {
    const file = png({ type: 'IDAT', data: Buffer.from('pixels') });
    file[45]! ^= 1;
    expect(() => readPngChunks(file)).toThrow(expect.objectContaining({ code: 'media.undecodable' }));
    expect(() => readPngChunks(Buffer.from('GIF89a and more'))).toThrow(
      expect.objectContaining({ code: 'media.undecodable' }),
    );
  });
});

describe('PNG text', () => {
  it('takes all of Unicode', () => {
    const text = 'Größe 12 €, 轴承 ⌀, \u{1F529}';
    const file = png(textChunk('other', 'not this'), textChunk('hartomat', text));
    expect(readTextChunk(readPngChunks(file), 'hartomat')).toBe(text);
    expect(readTextChunk(readPngChunks(file), 'absent')).toBeNull();
  });

  it('of a foreign writer that breaks the rules is no text, and no crash', () => {
    const broken = ['hartomat', 'hartomat\0', 'hartomat\0\u0001\0\0\0x', 'hartomat\0\0\0de'].map((data) => ({
      type: 'iTXt',
      data: Buffer.from(data, 'latin1'),
    }));
    expect(readTextChunk(readPngChunks(png(...broken)), 'hartomat')).toBeNull();
  });
});

describe('a rewritten PNG', () => {
  const blender = (renderTime: string): Buffer =>
    png(
      { type: 'gAMA', data: Buffer.from([0, 0, 0xb1, 0x8f]) },
      { type: 'tEXt', data: Buffer.from('Date\x002026/11/23 03:28:32') },
      { type: 'tEXt', data: Buffer.from(`RenderTime\x00${renderTime}`) },
      { type: 'tIME', data: Buffer.alloc(7) },
      { type: 'eXIf', data: Buffer.from('Exif') },
      { type: 'IDAT', data: Buffer.from('pix') },
      { type: 'IDAT', data: Buffer.from('els') },
    );

  it('keeps pixels and colour, and nothing that names a time', () => {
    const file = rewritePng(blender('00:01.20'), '{}');
    expect(typesOf(file)).toEqual(['IHDR', 'gAMA', 'IDAT', 'IDAT', 'iTXt', 'IEND']);
  });

  it('is the same file for the same picture, and does not change when it is rewritten', () => {
    const first = rewritePng(blender('00:01.20'), '{"a":1}');
    expect(rewritePng(blender('00:09.99'), '{"a":1}').equals(first)).toBe(true);
    expect(rewritePng(first, '{"a":1}').equals(first)).toBe(true);
    expect(rewritePng(first, '{"a":2}').equals(first)).toBe(false);
  });
});
