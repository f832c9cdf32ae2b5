import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** What does not change with a revision, and which revision is the latest. */
export const workflows = sqliteTable('workflows', {
  id: text('id').primaryKey(),
  /** The preset that it is or came from. */
  preset: text('preset'),
  latestRevision: integer('latest_revision').notNull(),
  createdAt: text('created_at').notNull(),
  updatedAt: text('updated_at').notNull(),
  /** Removed workflows stay for their runs, and are listed nowhere. */
  removedAt: text('removed_at'),
});
