import { eq } from 'drizzle-orm';
import type { Connection } from '../connection.ts';
import { cadFiles } from '../schema/cadFiles.ts';

/** Paths are relative to the data folder, times ISO 8601 UTC. */
export type CadFileRecord = typeof cadFiles.$inferSelect;

export interface CadFileRepository {
  /** Adds a file, or replaces everything but the id of the one with the same content: the files were made anew. */
  insert(file: CadFileRecord): CadFileRecord;
  get(id: string): CadFileRecord | null;
  bySha256(sha256: string): CadFileRecord | null;
  /** `thumbnailPath` is relative to the data folder. */
  setThumbnail(sha256: string, thumbnailPath: string): void;
}

export function createCadFileRepository(connection: Connection): CadFileRepository {
  return {
    insert(file) {
      const rest = { ...file, id: undefined };
      return connection
        .insert(cadFiles)
        .values(file)
        .onConflictDoUpdate({ target: cadFiles.sha256, set: rest })
        .returning()
        .get();
    },
    get: (id) => connection.select().from(cadFiles).where(eq(cadFiles.id, id)).get() ?? null,
    setThumbnail(sha256, thumbnailPath) {
      connection.update(cadFiles).set({ thumbnailPath }).where(eq(cadFiles.sha256, sha256)).run();
    },
    bySha256: (sha256) => connection.select().from(cadFiles).where(eq(cadFiles.sha256, sha256)).get() ?? null,
  };
}
