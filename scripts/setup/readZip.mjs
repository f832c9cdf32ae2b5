import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, mkdir, open } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';

// Field offsets: APPNOTE.TXT of PKWARE, sections 4.3.7 (local header), 4.3.12 (central directory), 4.3.16 (end record).
const END_SIGNATURE = 0x06054b50;
const END_BYTES = 22;
const MAX_COMMENT = 65_535;
const CENTRAL_BYTES = 46;
const LOCAL_BYTES = 30;
const STORED = 0;
const DEFLATED = 8;

/** @typedef {{ name: string, method: number, packedBytes: number, bytes: number, mode: number, headerAt: number }} ZipEntry */

/** @param {import('node:fs/promises').FileHandle} file @param {number} at @param {number} length */
async function readAt(file, at, length) {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, at);
  return buffer.subarray(0, bytesRead);
}

/**
 * @param {import('node:fs/promises').FileHandle} file
 * @returns {Promise<ZipEntry[]>} files and folders (names ending in /)
 * @throws {Error} when it is no zip file, is cut off, or is larger than 4 GB
 */
async function readDirectory(file) {
  const { size } = await file.stat();
  const tail = await readAt(file, Math.max(0, size - END_BYTES - MAX_COMMENT), END_BYTES + MAX_COMMENT);
  let end = tail.length - END_BYTES;
  while (end >= 0 && tail.readUInt32LE(end) !== END_SIGNATURE) end--;
  if (end < 0) throw new Error('no zip file, or cut off');
  const count = tail.readUInt16LE(end + 10);
  const length = tail.readUInt32LE(end + 12);
  const start = tail.readUInt32LE(end + 16);
  if (count === 0xffff || start === 0xffffffff) throw new Error('zip files over 4 GB are not supported');
  const directory = await readAt(file, start, length);
  /** @type {ZipEntry[]} */
  const entries = [];
  for (let at = 0; entries.length < count;) {
    const nameBytes = directory.readUInt16LE(at + 28);
    entries.push({
      name: directory.toString('utf8', at + CENTRAL_BYTES, at + CENTRAL_BYTES + nameBytes),
      method: directory.readUInt16LE(at + 10),
      packedBytes: directory.readUInt32LE(at + 20),
      bytes: directory.readUInt32LE(at + 24),
      mode: (directory.readUInt32LE(at + 38) >>> 16) & 0o777,
      headerAt: directory.readUInt32LE(at + 42),
    });
    at += CENTRAL_BYTES + nameBytes + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

/** @param {string} zip @param {import('node:fs/promises').FileHandle} file @param {ZipEntry} entry @param {string} to */
async function writeEntry(zip, file, entry, to) {
  if (entry.method !== STORED && entry.method !== DEFLATED)
    throw new Error(`${entry.name}: compression method ${entry.method} is not supported`);
  await mkdir(dirname(to), { recursive: true });
  const header = await readAt(file, entry.headerAt, LOCAL_BYTES);
  const start = entry.headerAt + LOCAL_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28);
  const out = createWriteStream(to);
  if (entry.packedBytes === 0) await pipeline([], out);
  else {
    const packed = createReadStream(zip, { start, end: start + entry.packedBytes - 1, highWaterMark: 1 << 20 });
    await (entry.method === STORED
      ? pipeline(packed, out)
      : pipeline(packed, createInflateRaw({ chunkSize: 1 << 18 }), out));
  }
  if (out.bytesWritten !== entry.bytes) throw new Error(`${entry.name}: ${out.bytesWritten} of ${entry.bytes} bytes`);
  if (entry.mode) await chmod(to, entry.mode | 0o600);
}

/**
 * Unpacks a zip file with constant memory, keeping the modes of its files.
 * @param {string} zip path
 * @param {string} folder where to; made if absent
 * @param {{ rename?: (name: string) => string | undefined, onBytes?: (bytes: number) => void, signal?: AbortSignal }} [options]
 *   rename: the name to write an entry under, relative to folder, or undefined to leave it out
 * @throws {Error} for a broken file, and for an entry that would land outside of folder
 */
export async function unpackZip(zip, folder, { rename = (name) => name, onBytes, signal } = {}) {
  const file = await open(zip, 'r');
  try {
    const pending = (await readDirectory(file)).filter((entry) => !entry.name.endsWith('/'));
    const base = resolve(folder);
    const next = async () => {
      for (let entry = pending.pop(); entry; entry = pending.pop()) {
        signal?.throwIfAborted();
        const name = rename(entry.name);
        if (name === undefined) continue;
        const to = resolve(join(base, name));
        if (!to.startsWith(base + sep)) throw new Error(`${entry.name} points outside of the folder`);
        await writeEntry(zip, file, entry, to);
        onBytes?.(entry.packedBytes);
      }
    };
    // Inflating runs on Node's thread pool: a few at a time use the cores, more only hold memory.
    await Promise.all(Array.from({ length: 4 }, next));
  } finally {
    await file.close();
  }
}
