import { eq } from 'drizzle-orm';
import type { Connection } from '../connection.ts';
import { artifacts } from '../schema/artifacts.ts';

/** `path` is relative to the data folder. */
export type ArtifactRecord = typeof artifacts.$inferSelect;

export interface ArtifactRepository {
  /** Adds the artifact, or returns the one that is there: equal content is the same artifact. */
  ensure(artifact: ArtifactRecord): ArtifactRecord;
  get(sha256: string): ArtifactRecord | null;
}

export function createArtifactRepository(connection: Connection): ArtifactRepository {
  const get = (sha256: string): ArtifactRecord | null =>
    connection.select().from(artifacts).where(eq(artifacts.sha256, sha256)).get() ?? null;
  return {
    ensure(artifact) {
      connection.insert(artifacts).values(artifact).onConflictDoNothing().run();
      return get(artifact.sha256)!;
    },
    get,
  };
}
