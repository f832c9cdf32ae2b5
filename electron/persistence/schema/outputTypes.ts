import { integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import {
  type ArtifactKind,
  type ExecutionMode,
  type Family,
  type InvocationProfile,
  type RendererSettings,
  artifactKindSchema,
  executionModeSchema,
  familySchema,
} from '../../../shared/domain/outputType.ts';
import { oneOf } from './oneOf.ts';

export const outputTypes = sqliteTable(
  'output_types',
  {
    id: text('id').primaryKey(),
    family: text('family').$type<Family>().notNull(),
    artifactKind: text('artifact_kind').$type<ArtifactKind>().notNull(),
    format: text('format').notNull(),
    workflowId: text('workflow_id'),
    /** Pinned revision; null = the latest. */
    workflowRevision: integer('workflow_revision'),
    rolloutMode: text('rollout_mode').$type<ExecutionMode>(),
    profile: text('profile', { mode: 'json' }).$type<InvocationProfile>().notNull(),
    renderer: text('renderer', { mode: 'json' }).$type<RendererSettings>().notNull(),
    name: text('name').notNull(),
    code: text('code').notNull(),
    category: text('category').notNull(),
    description: text('description').notNull(),
    active: integer('active', { mode: 'boolean' }).notNull(),
  },
  (table) => [
    uniqueIndex('output_types_code').on(table.code),
    oneOf('output_types_family', table.family, familySchema.options),
    oneOf('output_types_artifact_kind', table.artifactKind, artifactKindSchema.options),
    oneOf('output_types_rollout_mode', table.rolloutMode, executionModeSchema.options),
  ],
);
