import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/**
 * Changes to workflows that nobody has saved. Nothing refers to the workflow: a draft outlives it, and one of a workflow
 * that was never saved has none. `config` is canonical JSON; it is read back through its schema.
 */
export const workflowDrafts = sqliteTable(
  'workflow_drafts',
  {
    id: text('id').primaryKey(),
    workflowId: text('workflow_id'),
    /** The revision that the changes were made on; 0 = none. */
    baseRevision: integer('base_revision').notNull(),
    config: text('config').notNull(),
    updatedAt: text('updated_at').notNull(),
  },
  (table) => [index('workflow_drafts_updated_at').on(table.updatedAt)],
);
