import { withFile } from './fileParts.ts';

/** `zstd`: something compressed, for example a .blend. */
export type FileKind = 'png' | 'jpeg' | 'webp' | 'gif' | 'mp4' | 'webm' | 'blend' | 'zstd';

/** Bytes in hexadecimal digits; a dot stands for any digit. */
const marks: readonly (readonly [FileKind, RegExp])[] = [
  ['png', /^89504e470d0a1a0a/],
  ['jpeg', /^ffd8ff/],
  ['webp', /^52494646.{8}57454250/],
  ['gif', /^47494638(?:37|39)61/],
  ['mp4', /^.{8}66747970/],
  ['webm', /^1a45dfa3/],
  ['blend', /^424c454e444552/],
  ['zstd', /^(?:28b52ffd|5.2a4d18)/],
];

/**
 * What a file is by how it begins, whatever its name; null = nothing that we write.
 * @throws AppError `file.missing`, `file.unreadable`
 */
export async function fileKind(path: string): Promise<FileKind | null> {
  const start = await withFile(path, (file) => file.read(0, 16));
  const digits = start.toString('hex');
  return marks.find(([, mark]) => mark.test(digits))?.[0] ?? null;
}
