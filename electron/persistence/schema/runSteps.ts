import { integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import {
  type Executor,
  type StepOutput,
  type StepState,
  executorSchema,
  stepStateSchema,
} from '../../../shared/domain/run.ts';
import type { ErrorValue } from '../../../shared/errors/appError.ts';
import { oneOf } from './oneOf.ts';
import { runs } from './runs.ts';

export const runSteps = sqliteTable(
  'run_steps',
  {
    runId: text('run_id')
      .notNull()
      .references(() => runs.id, { onDelete: 'cascade' }),
    executor: text('executor').$type<Executor>().notNull(),
    key: text('key').notNull(),
    /** Order within the run, from 0. */
    position: integer('position').notNull(),
    label: text('label').notNull(),
    nodeType: text('node_type'),
    state: text('state').$type<StepState>().notNull(),
    why: text('why').notNull(),
    startedAt: text('started_at'),
    endedAt: text('ended_at'),
    error: text('error', { mode: 'json' }).$type<ErrorValue>(),
    cpuSeconds: real('cpu_seconds'),
    peakMemoryBytes: integer('peak_memory_bytes'),
    outputs: text('outputs', { mode: 'json' }).$type<StepOutput[]>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.runId, table.executor, table.key] }),
    oneOf('run_steps_executor', table.executor, executorSchema.options),
    oneOf('run_steps_state', table.state, stepStateSchema.options),
  ],
);
