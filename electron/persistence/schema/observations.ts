import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { type Comparison, type ObservationState, observationStateSchema } from '../../../shared/domain/comparison.ts';
import type { CoreFields } from '../../../shared/domain/run.ts';
import type { ErrorValue } from '../../../shared/errors/appError.ts';
import { oneOf } from './oneOf.ts';
import { runs } from './runs.ts';

/** The observer of a shadow run: waits until the control was delivered, and never touches the order line. */
export const observations = sqliteTable(
  'observations',
  {
    runId: text('run_id')
      .primaryKey()
      .references(() => runs.id, { onDelete: 'cascade' }),
    state: text('state').$type<ObservationState>().notNull(),
    instanceId: text('instance_id'),
    leaseExpiresAt: text('lease_expires_at'),
    interruptions: integer('interruptions').notNull(),
    queuedAt: text('queued_at').notNull(),
    startedAt: text('started_at'),
    endedAt: text('ended_at'),
    error: text('error', { mode: 'json' }).$type<ErrorValue>(),
    /** Core fields of the candidate. */
    core: text('core', { mode: 'json' }).$type<Partial<CoreFields>>().notNull(),
    comparison: text('comparison', { mode: 'json' }).$type<Comparison>(),
    /** Relative to the data folder. */
    candidatePath: text('candidate_path'),
    heatMapPath: text('heat_map_path'),
  },
  (table) => [
    index('observations_state').on(table.state, table.queuedAt),
    oneOf('observations_state_word', table.state, observationStateSchema.options),
  ],
);
