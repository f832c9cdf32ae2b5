import { z } from 'zod';
import { executionModeSchema, familySchema } from './outputType.ts';

/** The canonical workflow config, version 1. Everything that is saved, exported or sent is this and nothing else. */
export const WORKFLOW_SCHEMA_VERSION = 1;

/** Stable within a config. */
const idSchema = z.string().regex(/^[A-Za-z][A-Za-z0-9_-]{0,63}$/);
const pointSchema = z.strictObject({ x: z.number(), y: z.number() });
const sizeSchema = z.strictObject({ width: z.number().positive(), height: z.number().positive() });

export const workflowNodeSchema = z.strictObject({
  id: idSchema,
  type: z.string().regex(/^[a-z][a-z0-9_]{0,63}$/),
  /** Version of the node definition that these settings were made for. */
  version: z.number().int().min(1),
  position: pointSchema,
  /** Only what differs from nothing: every setting of the definition may be given; missing ones get their default. */
  settings: z.record(z.string(), z.json()),
  label: z.string().min(1).max(120).optional(),
  note: z.string().max(4000).optional(),
});
export type WorkflowNode = z.infer<typeof workflowNodeSchema>;

const endSchema = z.strictObject({ node: idSchema, port: z.string().regex(/^[a-z][a-z0-9_]{0,63}$/) });

export const workflowEdgeSchema = z.strictObject({ id: idSchema, source: endSchema, target: endSchema });
export type WorkflowEdge = z.infer<typeof workflowEdgeSchema>;

/** A titled rectangle behind nodes, and a free text. They mean nothing to a run and survive every round trip. */
const frameSchema = z.strictObject({
  id: idSchema,
  title: z.string().max(120),
  position: pointSchema,
  size: sizeSchema,
});
const noteSchema = z.strictObject({
  id: idSchema,
  text: z.string().max(4000),
  position: pointSchema,
  size: sizeSchema,
});

export const workflowConfigSchema = z.strictObject({
  schemaVersion: z.literal(WORKFLOW_SCHEMA_VERSION),
  name: z.string().trim().min(1).max(120),
  description: z.string().max(2000).optional(),
  family: familySchema,
  executionMode: executionModeSchema,
  nodes: z.array(workflowNodeSchema).max(5000),
  edges: z.array(workflowEdgeSchema).max(20_000),
  frames: z.array(frameSchema).max(500).optional(),
  notes: z.array(noteSchema).max(500).optional(),
  viewport: z.strictObject({ x: z.number(), y: z.number(), zoom: z.number().positive() }).optional(),
  /** What a migration could not map, verbatim. */
  legacy: z.record(z.string(), z.json()).optional(),
});
export type WorkflowConfig = z.infer<typeof workflowConfigSchema>;

/** What a migration did, for people. `path` is where it stood in the source, for example `params.samples`. */
export const migrationReportSchema = z.object({
  /** `canonical` when there was nothing to do. */
  from: z.enum(['preset', 'preset_with_steps', 'untyped_graph', 'canonical']),
  mapped: z.array(z.object({ path: z.string(), to: z.string() })),
  defaulted: z.array(z.object({ path: z.string(), value: z.json() })),
  keptAside: z.array(z.object({ path: z.string(), reason: z.string() })),
});
export type MigrationReport = z.infer<typeof migrationReportSchema>;

export const workflowSummarySchema = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  family: familySchema,
  executionMode: executionModeSchema,
  /** Number of the latest revision. */
  revision: z.number().int(),
  /** The preset that it is or came from, or null. */
  preset: z.string().nullable(),
  nodes: z.number().int(),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type WorkflowSummary = z.infer<typeof workflowSummarySchema>;

export const workflowRevisionSchema = z.object({
  workflowId: z.string(),
  number: z.number().int().min(1),
  /** SHA-256 of the canonical JSON. */
  sha256: z.string(),
  note: z.string(),
  createdAt: z.string(),
});
export type WorkflowRevision = z.infer<typeof workflowRevisionSchema>;

export const workflowDetailSchema = workflowSummarySchema.extend({
  shown: workflowRevisionSchema,
  config: workflowConfigSchema,
  /** Of the revision that is shown, when it came from an older generation. */
  migration: migrationReportSchema.nullable(),
});
export type WorkflowDetail = z.infer<typeof workflowDetailSchema>;
