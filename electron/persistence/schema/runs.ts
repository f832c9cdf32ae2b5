import { type AnySQLiteColumn, index, integer, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { type ExecutionMode, executionModeSchema } from '../../../shared/domain/outputType.ts';
import { type RunState, runStateSchema } from '../../../shared/domain/run.ts';
import type { ErrorValue } from '../../../shared/errors/appError.ts';
import { oneOf } from './oneOf.ts';
import { orderLines } from './orderLines.ts';
import { workflows } from './workflows.ts';

export const runPriorities = ['low', 'normal', 'high'] as const;
export type RunPriority = (typeof runPriorities)[number];

export type RunReuse = 'allowed' | 'fresh';

/** One dispatch of one order line. The second half are the core log fields, as they were when the run ended. */
export const runs = sqliteTable(
  'runs',
  {
    id: text('id').primaryKey(),
    /** R-0001 */
    number: text('number').notNull(),
    orderLineId: text('order_line_id')
      .notNull()
      .references(() => orderLines.id),
    mode: text('mode').$type<ExecutionMode>().notNull(),
    state: text('state').$type<RunState>().notNull(),
    priority: text('priority').$type<RunPriority>().notNull(),
    attempt: integer('attempt').notNull(),
    retryOf: text('retry_of').references((): AnySQLiteColumn => runs.id),
    queuedAt: text('queued_at').notNull(),
    startedAt: text('started_at'),
    endedAt: text('ended_at'),
    /** running: the instance that works on it. waiting: the only instance that may take it, or null for any. */
    instanceId: text('instance_id'),
    /** Until when that instance owns it without renewing; ISO 8601 UTC. */
    leaseExpiresAt: text('lease_expires_at'),
    /** Waiting, and paused by the user: the queue leaves it alone. */
    held: integer('held', { mode: 'boolean' }).notNull().default(false),
    workflowId: text('workflow_id').references(() => workflows.id),
    workflowRevisionNumber: integer('workflow_revision_number'),
    /** Whether the graph may take outputs of earlier runs. */
    reuse: text('reuse').$type<RunReuse>().notNull().default('allowed'),
    /** Why the graph did not deliver and legacy did. */
    fallback: text('fallback', { mode: 'json' }).$type<ErrorValue>(),
    /** How often the application ended under it. */
    interruptions: integer('interruptions').notNull(),
    error: text('error', { mode: 'json' }).$type<ErrorValue>(),
    /** Working folder, relative to the data folder. */
    folder: text('folder'),

    orderLine: text('order_line').notNull(),
    product: text('product').notNull(),
    outputType: text('output_type').notNull(),
    workflowRevision: text('workflow_revision'),
    executor: text('executor').notNull(),
    blenderVersion: text('blender_version'),
    blenderRuntime: text('blender_runtime'),
    deviceUsed: text('device_used'),
    engine: text('engine'),
    samples: integer('samples'),
    seed: integer('seed'),
    width: integer('width'),
    height: integer('height'),
    frames: integer('frames'),
    durationSeconds: real('duration_seconds'),
    peakMemoryBytes: integer('peak_memory_bytes'),
    exitCode: integer('exit_code'),
    outputPath: text('output_path'),
    outputSha256: text('output_sha256'),
    pixelHash: text('pixel_hash'),
  },
  (table) => [
    uniqueIndex('runs_number').on(table.number),
    index('runs_order_line').on(table.orderLineId),
    index('runs_state').on(table.state, table.queuedAt),
    index('runs_queued_at').on(table.queuedAt),
    index('runs_workflow').on(table.workflowId, table.queuedAt),
    oneOf('runs_state_word', table.state, runStateSchema.options),
    oneOf('runs_priority_word', table.priority, runPriorities),
    oneOf('runs_mode_word', table.mode, executionModeSchema.options),
  ],
);
