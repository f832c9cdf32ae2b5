import { z } from 'zod';
import { artifactKindSchema, familySchema } from './outputType.ts';
import { portTypeSchema } from './portType.ts';

export const nodePortSchema = z.object({
  /** Unique among the inputs, or among the outputs, of a node. */
  name: z.string().regex(/^[a-z][a-z0-9_]*$/),
  label: z.string(),
  /** Inputs take any of these; outputs give the only one. */
  types: z.array(portTypeSchema).min(1),
  required: z.boolean(),
  /** Inputs only: takes several connections, in the order of the edges. */
  multiple: z.boolean(),
  description: z.string(),
});
export type NodePort = z.infer<typeof nodePortSchema>;

/**
 * never: makes no media asset. always: makes the one of its run. unless_saved: makes it only when no `output_save` is
 * downstream.
 */
export const publishesSchema = z.enum(['never', 'always', 'unless_saved']);

/** The module contract: what a node takes, gives and does beyond its outputs. */
export const nodeContractSchema = z.object({
  consumes: z.array(portTypeSchema),
  produces: z.array(portTypeSchema),
  publishes: publishesSchema,
  /** The kind of what it publishes; null = as its setting `expectedArtifact` says, or nothing. */
  artifactKind: artifactKindSchema.nullable(),
  /** What it does to the world, only ever in an authoritative run. */
  effect: z.enum(['none', 'publish', 'notify', 'set_thumbnail']),
});
export type NodeContract = z.infer<typeof nodeContractSchema>;

export const nodeCategorySchema = z.enum(['input', 'cad', 'scene', 'render', 'output']);

/** A node type as every reader sees it: palette, inspector, validator, documentation. */
export const nodeDefinitionSchema = z.object({
  type: z.string(),
  version: z.number().int().min(1),
  label: z.string(),
  description: z.string(),
  category: nodeCategorySchema,
  families: z.array(familySchema).min(1),
  inputs: z.array(nodePortSchema),
  outputs: z.array(nodePortSchema),
  /** JSON Schema (draft 2020-12) of the settings, with title, description, and `x-group`, `x-widget`, `x-unit` hints. */
  settingsSchema: z.record(z.string(), z.unknown()),
  defaults: z.record(z.string(), z.json()),
  contract: nodeContractSchema,
  /** Where its work is done: takes a slot of this kind. */
  resource: z.enum(['cpu', 'blender']),
  /** null = can be run; else why not. */
  disabled: z.string().nullable(),
});
export type NodeDefinition = z.infer<typeof nodeDefinitionSchema>;
