import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { withFileErrors } from './fileErrors.ts';

/**
 * SHA-256 of a file, lower-case hex, and its size.
 * @throws AppError `file.missing`, `file.unreadable`
 */
export async function hashFile(path: string): Promise<{ sha256: string; bytes: number }> {
  return withFileErrors(path, 'read', async () => {
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
      const part = chunk as Buffer;
      hash.update(part);
      bytes += part.length;
    }
    return { sha256: hash.digest('hex'), bytes };
  });
}
