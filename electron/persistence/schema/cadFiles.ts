import { integer, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

/** An imported STEP file. Manifest and GLB are files in the data folder; paths are relative to it, forward slashes. */
export const cadFiles = sqliteTable(
  'cad_files',
  {
    id: text('id').primaryKey(),
    fileName: text('file_name').notNull(),
    sha256: text('sha256').notNull(),
    bytes: integer('bytes').notNull(),
    parts: integer('parts').notNull(),
    manifestPath: text('manifest_path').notNull(),
    glbPath: text('glb_path').notNull(),
    /** The kept copy of the STEP file, or null when only its products were kept. */
    stepPath: text('step_path'),
    /** A small picture made by a workflow, or null. */
    thumbnailPath: text('thumbnail_path'),
    importedAt: text('imported_at').notNull(),
    importSeconds: real('import_seconds').notNull(),
  },
  (table) => [uniqueIndex('cad_files_sha256').on(table.sha256)],
);
