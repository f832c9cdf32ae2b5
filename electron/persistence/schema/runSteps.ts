import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { type StepState, stepStateSchema } from '../../../shared/domain/run.ts';
import type { ErrorValue } from '../../../shared/errors/appError.ts';
import { oneOf } from './oneOf.ts';
import { runs } from './runs.ts';

export const runSteps = sqliteTable(
  'run_steps',
  {
    runId: text('run_id')
      .notNull()
      .references(() => runs.id, { onDelete: 'cascade' }),
    key: text('key').notNull(),
    /** Order within the run, from 0. */
    position: integer('position').notNull(),
    label: text('label').notNull(),
    state: text('state').$type<StepState>().notNull(),
    why: text('why').notNull(),
    startedAt: text('started_at'),
    endedAt: text('ended_at'),
    error: text('error', { mode: 'json' }).$type<ErrorValue>(),
  },
  (table) => [
    primaryKey({ columns: [table.runId, table.key] }),
    oneOf('run_steps_state', table.state, stepStateSchema.options),
  ],
);
