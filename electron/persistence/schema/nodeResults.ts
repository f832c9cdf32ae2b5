import { index, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/**
 * What nodes gave, by what decided it. Files of outputs are in the artifact store; a row whose files are gone is a miss.
 * `parts` and `outputs` are JSON of the runtime's contract, read back through its schemas.
 */
export const nodeResults = sqliteTable(
  'node_results',
  {
    key: text('key').primaryKey(),
    nodeType: text('node_type').notNull(),
    workflowId: text('workflow_id').notNull(),
    nodeId: text('node_id').notNull(),
    /** The run that made or took it; the preview that made it, as long as no run has taken it. */
    runId: text('run_id').notNull(),
    parts: text('parts', { mode: 'json' }).$type<unknown>().notNull(),
    outputs: text('outputs', { mode: 'json' }).$type<unknown>().notNull(),
    durationSeconds: real('duration_seconds').notNull(),
    createdAt: text('created_at').notNull(),
    /** When a run or a preview took it last. */
    usedAt: text('used_at').notNull().default(''),
  },
  (table) => [
    index('node_results_node').on(table.workflowId, table.nodeId, table.createdAt),
    index('node_results_type').on(table.nodeType, table.createdAt),
    index('node_results_counterpart').on(table.nodeId, table.nodeType, table.createdAt),
  ],
);
