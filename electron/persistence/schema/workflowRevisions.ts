import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { MigrationReport } from '../../../shared/domain/workflow.ts';
import { workflows } from './workflows.ts';

/** Immutable. `config` is the canonical JSON, byte for byte. */
export const workflowRevisions = sqliteTable(
  'workflow_revisions',
  {
    workflowId: text('workflow_id')
      .notNull()
      .references(() => workflows.id),
    number: integer('number').notNull(),
    config: text('config').notNull(),
    sha256: text('sha256').notNull(),
    note: text('note').notNull(),
    migration: text('migration', { mode: 'json' }).$type<MigrationReport>(),
    createdAt: text('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workflowId, table.number] })],
);
