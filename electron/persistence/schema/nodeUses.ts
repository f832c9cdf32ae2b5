import { index, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { nodeResults } from './nodeResults.ts';

/** Which result a node of a workflow gave last, made or reused: what it is compared with when it has to run. */
export const nodeUses = sqliteTable(
  'node_uses',
  {
    workflowId: text('workflow_id').notNull(),
    nodeId: text('node_id').notNull(),
    key: text('key')
      .notNull()
      .references(() => nodeResults.key, { onDelete: 'cascade' }),
  },
  (table) => [primaryKey({ columns: [table.workflowId, table.nodeId] }), index('node_uses_key').on(table.key)],
);
