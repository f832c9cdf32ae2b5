import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { type ByteRange, byteRange } from './byteRange.ts';

export interface ServedFile {
  readonly path: string;
  readonly contentType: string;
  /** Added to every answer that has a body. */
  readonly headers?: Record<string, string>;
}

/** An answer with a status and no body. Also what an address that does not exist gets, without saying why. */
export const emptyAnswer = (status: number, headers: Record<string, string> = {}): Response =>
  new Response(null, { status, headers });

function bodyOf(path: string, range: ByteRange): ReadableStream {
  return Readable.toWeb(createReadStream(path, { start: range.start, end: range.end })) as ReadableStream;
}

/**
 * Answers GET and HEAD for one file, with 206 for a range: net.fetch answers a range of a file with 200, and then
 * a video cannot be wound. 404 when the file is gone, 405 for other methods, 416 for a range outside the file.
 */
export async function serveFile(request: Request, file: ServedFile): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return emptyAnswer(405, { Allow: 'GET, HEAD' });
  const info = await stat(file.path).catch(() => null);
  if (!info?.isFile()) return emptyAnswer(404);
  const etag = `"${info.size.toString(16)}-${Math.round(info.mtimeMs).toString(16)}"`;
  const headers: Record<string, string> = {
    ...file.headers,
    'Content-Type': file.contentType,
    'X-Content-Type-Options': 'nosniff',
    'Accept-Ranges': 'bytes',
    'Cache-Control': 'no-cache',
    ETag: etag,
  };
  if (request.headers.get('If-None-Match') === etag) return emptyAnswer(304, headers);
  const condition = request.headers.get('If-Range');
  const range = condition && condition !== etag ? 'whole' : byteRange(request.headers.get('Range'), info.size);
  if (range === 'unsatisfiable') return emptyAnswer(416, { 'Content-Range': `bytes */${info.size}` });
  const part = range === 'whole' ? { start: 0, end: info.size - 1 } : range;
  headers['Content-Length'] = String(part.end - part.start + 1);
  if (range !== 'whole') headers['Content-Range'] = `bytes ${part.start}-${part.end}/${info.size}`;
  const status = range === 'whole' ? 200 : 206;
  if (request.method === 'HEAD' || info.size === 0) return new Response(null, { status, headers });
  return new Response(bodyOf(file.path, part), { status, headers });
}
