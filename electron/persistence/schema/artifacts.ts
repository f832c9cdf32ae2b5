import { integer, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Provenance } from '../../../shared/domain/media.ts';
import { type ArtifactKind, artifactKindSchema } from '../../../shared/domain/outputType.ts';
import { oneOf } from './oneOf.ts';

/** A file in the content-addressed store. Equal files are one artifact. */
export const artifacts = sqliteTable(
  'artifacts',
  {
    sha256: text('sha256').primaryKey(),
    kind: text('kind').$type<ArtifactKind>().notNull(),
    /** Relative to the data folder. */
    path: text('path').notNull(),
    bytes: integer('bytes').notNull(),
    width: integer('width'),
    height: integer('height'),
    pixelHash: text('pixel_hash'),
    /** Videos only. */
    frames: integer('frames'),
    fps: real('fps'),
    provenance: text('provenance', { mode: 'json' }).$type<Provenance>(),
    createdAt: text('created_at').notNull(),
  },
  (table) => [oneOf('artifacts_kind', table.kind, artifactKindSchema.options)],
);
