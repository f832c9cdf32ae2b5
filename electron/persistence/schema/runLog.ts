import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { RunLogLine } from '../../../shared/domain/run.ts';
import { oneOf } from './oneOf.ts';
import { runs } from './runs.ts';

export const logLevels = ['debug', 'info', 'warn', 'error'] as const satisfies readonly RunLogLine['level'][];

export const runLog = sqliteTable(
  'run_log',
  {
    runId: text('run_id')
      .notNull()
      .references(() => runs.id, { onDelete: 'cascade' }),
    /** Counted up from 0 within the run, without gaps. */
    seq: integer('seq').notNull(),
    at: text('at').notNull(),
    level: text('level').$type<RunLogLine['level']>().notNull(),
    source: text('source').notNull(),
    text: text('text').notNull(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.seq] }), oneOf('run_log_level', table.level, logLevels)],
);
