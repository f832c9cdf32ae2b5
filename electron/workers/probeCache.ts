import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';

const cacheSchema = z.record(z.string(), z.object({ stamp: z.string(), version: z.string() }));
type Versions = z.infer<typeof cacheSchema>;

/**
 * Which version a program told, kept over restarts while the file stays the same. Only answers are kept: what did not
 * run is asked again, because a repair elsewhere (a library, a right) does not change the file.
 */
export class ProbeCache {
  private readonly file: string;
  private versions: Promise<Versions> | null = null;

  constructor(file: string) {
    this.file = file;
  }

  async versionOf(path: string): Promise<string | null> {
    const [versions, stamp] = await Promise.all([this.read(), stampOf(path)]);
    const kept = versions[path];
    return kept && kept.stamp === stamp ? kept.version : null;
  }

  /** Losing what is kept only costs the next start some time: a failure to write is no error. */
  async keep(path: string, version: string): Promise<void> {
    const [versions, stamp] = await Promise.all([this.read(), stampOf(path)]);
    if (stamp === null) return;
    versions[path] = { stamp, version };
    const temporary = `${this.file}.${randomUUID()}`;
    try {
      await mkdir(dirname(this.file), { recursive: true });
      await writeFile(temporary, JSON.stringify(versions));
      await rename(temporary, this.file);
    } catch {
      return;
    }
  }

  private read(): Promise<Versions> {
    this.versions ??= readFile(this.file, 'utf8')
      .then((text) => cacheSchema.parse(JSON.parse(text)))
      .catch(() => ({}));
    return this.versions;
  }
}

const stampOf = (path: string): Promise<string | null> =>
  stat(path).then(
    (found) => `${found.mtimeMs}:${found.size}`,
    () => null,
  );
