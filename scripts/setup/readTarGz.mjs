import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

const BLOCK = 512;

/** @param {Buffer} header */
function parseHeader(header) {
  const text = (/** @type {number} */ from, /** @type {number} */ to) =>
    header.toString('utf8', from, to).replace(/\0.*$/s, '');
  return { name: text(0, 100), bytes: Number.parseInt(text(124, 136), 8) || 0 };
}

/**
 * Yields the content of one member of a tar stream; reads no further than its end.
 * @param {AsyncIterable<Buffer>} tar
 * @param {string} wanted
 */
async function* memberOf(tar, wanted) {
  let held = Buffer.alloc(0);
  let content = 0;
  let skip = 0;
  for await (const chunk of tar) {
    held = held.length ? Buffer.concat([held, chunk]) : chunk;
    while (held.length > 0) {
      if (content > 0) {
        yield held.subarray(0, content);
        if (held.length >= content) return;
        content -= held.length;
        held = Buffer.alloc(0);
      } else if (skip > 0) {
        const step = Math.min(skip, held.length);
        skip -= step;
        held = held.subarray(step);
      } else {
        if (held.length < BLOCK) break;
        const { name, bytes } = parseHeader(held);
        held = held.subarray(BLOCK);
        if (name === wanted) content = bytes;
        else skip = Math.ceil(bytes / BLOCK) * BLOCK;
      }
    }
  }
  throw new Error(`no ${wanted} in the archive, or it is cut off`);
}

/**
 * Copies one file out of a .tar.gz with constant memory.
 * @param {string} archive path
 * @param {string} member full name inside the archive
 * @param {string} to path
 */
export async function extractTarGzMember(archive, member, to) {
  const gunzip = createGunzip();
  const source = createReadStream(archive, { highWaterMark: 1 << 20 });
  const unpacking = pipeline(source, gunzip).catch((error) => gunzip.destroy(error));
  await pipeline(memberOf(gunzip, member), createWriteStream(to));
  source.destroy();
  await unpacking;
}
