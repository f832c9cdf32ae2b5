import { z } from 'zod';
import { blenderRuntimeSchema } from '../domain/blenderRuntime.ts';
import { databaseChoiceSchema, databaseStatusSchema } from '../domain/database.ts';
import { doctorReportSchema } from '../domain/doctor.ts';
import { draftSummarySchema, workflowDraftSchema } from '../domain/draft.ts';
import { materialRuleSchema, materialSchema } from '../domain/material.ts';
import { mediaAssetSchema } from '../domain/media.ts';
import { noticeSchema } from '../domain/notice.ts';
import { executionModeSchema, outputTypeSchema } from '../domain/outputType.ts';
import { previewQualitySchema, previewSchema } from '../domain/preview.ts';
import { productDetailSchema, productEditSchema, productSummarySchema } from '../domain/product.ts';
import { runDetailSchema, runLogLineSchema, runStateSchema, runSummarySchema } from '../domain/run.ts';
import { nodeDefinitionSchema } from '../domain/nodeDefinition.ts';
import { renderTimeSchema } from '../domain/renderTime.ts';
import {
  migrationReportSchema,
  workflowConfigSchema,
  workflowDetailSchema,
  workflowRevisionSchema,
  workflowSummarySchema,
} from '../domain/workflow.ts';
import { workflowCheckSchema, workflowProblemSchema } from '../domain/workflowProblem.ts';
import { settingsEditSchema, settingsSchema } from '../domain/settings.ts';
import { storageStatusSchema } from '../domain/storage.ts';
import { renderTemplateSchema, templateReportSchema } from '../domain/template.ts';

const nothing = z.void();
const byId = z.object({ id: z.string().min(1) });
const prioritySchema = z.enum(['low', 'normal', 'high']);

export const appInfoSchema = z.object({
  name: z.string(),
  version: z.string(),
  platform: z.enum(['linux', 'darwin', 'win32']),
  home: z.string(),
  firstStart: z.boolean(),
});
export type AppInfo = z.infer<typeof appInfoSchema>;

export const queueStatusSchema = z.object({
  paused: z.boolean(),
  running: z.number().int(),
  waiting: z.number().int(),
  needsAttention: z.number().int(),
  /** Seconds until all is done, from history; null = no estimate yet. */
  etaSeconds: z.number().nullable(),
  slots: z.array(
    z.object({ name: z.string(), runId: z.string().nullable(), text: z.string(), fraction: z.number().nullable() }),
  ),
  /** What the status bar says of Blender: version and device, or why there is none. */
  blender: z.object({ usable: z.boolean(), text: z.string() }),
  freeDiskBytes: z.number(),
});
export type QueueStatus = z.infer<typeof queueStatusSchema>;

/** An import under way. Its end comes as event `cad:importFinished`. */
export const importJobSchema = z.object({ jobId: z.string(), fileName: z.string() });

/**
 * Every call that the renderer can make: `domain:verb` -> what goes in, what comes out.
 * Both sides parse with these schemas. Adding a call = one line here + one handler in electron/ipc/handlers/<domain>.ts.
 */
export const contract = {
  'app:info': { input: nothing, output: appInfoSchema },
  'app:revealHome': { input: nothing, output: nothing },

  'window:minimize': { input: nothing, output: nothing },
  'window:toggleMaximize': { input: nothing, output: nothing },
  'window:close': { input: nothing, output: nothing },
  /** The answer to `app:closing`: whatever the page had held back is on its way, so the window may go. */
  'window:settled': { input: nothing, output: nothing },
  'window:showMenu': { input: z.object({ x: z.number(), y: z.number() }), output: nothing },

  'database:status': { input: nothing, output: databaseStatusSchema },
  'database:resolve': { input: databaseChoiceSchema, output: databaseStatusSchema },

  'settings:get': { input: nothing, output: settingsSchema },
  'settings:update': { input: settingsEditSchema, output: settingsSchema },

  'storage:status': { input: nothing, output: storageStatusSchema },
  /** Removes at once what nothing needs any more. @throws AppError `storage.busy` while something is under way */
  'storage:clean': { input: nothing, output: storageStatusSchema },

  'doctor:report': { input: nothing, output: doctorReportSchema },

  /** In order of preference; `inUse`: the id of the one that renders, null = none does. */
  'blender:list': {
    input: nothing,
    output: z.object({ runtimes: z.array(blenderRuntimeSchema), inUse: z.string().nullable() }),
  },
  /** Opens the file dialog, probes what was chosen and adds it; null = the user changed their mind. */
  'blender:choose': { input: nothing, output: blenderRuntimeSchema.nullable() },
  'blender:add': { input: z.object({ path: z.string().min(1) }), output: blenderRuntimeSchema },

  /** Opens the file dialog and starts imports for what was chosen. */
  'products:chooseFiles': { input: nothing, output: z.array(importJobSchema) },
  /** Starts one import per path; a new product each, or a new CAD file of `productId`. Order is kept. */
  'products:import': {
    input: z.object({ paths: z.array(z.string().min(1)).min(1).max(50), productId: z.string().nullable() }),
    output: z.array(importJobSchema),
  },
  'products:cancelImport': { input: z.object({ jobId: z.string() }), output: nothing },
  'products:list': { input: nothing, output: z.array(productSummarySchema) },
  'products:get': { input: byId, output: productDetailSchema },
  'products:update': { input: productEditSchema.extend({ id: z.string() }), output: productDetailSchema },
  'products:setRules': {
    input: z.object({ id: z.string(), rules: z.array(materialRuleSchema).max(2000) }),
    output: productDetailSchema,
  },
  'products:remove': { input: byId, output: nothing },

  'materials:list': { input: nothing, output: z.array(materialSchema) },

  'templates:list': { input: nothing, output: z.array(renderTemplateSchema) },
  /** Opens the file dialog, validates the .blend in Blender and adds it when nothing is missing; null = not chosen. */
  'templates:chooseFile': {
    input: nothing,
    output: z.object({ template: renderTemplateSchema.nullable(), report: templateReportSchema }).nullable(),
  },
  'templates:import': {
    input: z.object({ path: z.string().min(1) }),
    output: z.object({ template: renderTemplateSchema.nullable(), report: templateReportSchema }),
  },
  'templates:remove': { input: byId, output: nothing },

  'outputTypes:list': { input: nothing, output: z.array(outputTypeSchema) },

  /** Every node type of this build, sorted for a palette. */
  'nodes:list': { input: nothing, output: z.array(nodeDefinitionSchema) },
  /** Of node types that have rendered here, by engine. */
  'nodes:renderTimes': { input: nothing, output: z.array(renderTimeSchema) },

  'workflows:list': { input: nothing, output: z.array(workflowSummarySchema) },
  /** Of its latest revision, or of the named one. */
  'workflows:get': {
    input: byId.extend({ revision: z.number().int().min(1).nullable().default(null) }),
    output: workflowDetailSchema,
  },
  'workflows:revisions': { input: byId, output: z.array(workflowRevisionSchema) },
  /**
   * A new revision, or a new workflow when `id` is null. Takes the canonical schema only; a graph that cannot be
   * dispatched yet is saved all the same. @throws AppError `workflow.malformed` (details.problems),
   * `workflow.conflict` when `baseRevision` is not the latest
   */
  'workflows:save': {
    input: z.object({
      id: z.string().nullable(),
      config: z.unknown(),
      baseRevision: z.number().int().min(0),
      note: z.string().max(500).default(''),
    }),
    output: workflowDetailSchema,
  },
  'workflows:remove': { input: byId, output: nothing },
  /**
   * Any generation -> canonical, with the report and what a person should look at. Saves nothing.
   * @throws AppError `workflow.malformed`
   */
  'workflows:migrate': {
    input: z.object({ document: z.unknown() }),
    output: z.object({
      config: workflowConfigSchema,
      report: migrationReportSchema,
      warnings: z.array(workflowProblemSchema),
    }),
  },
  /**
   * The same answer as dispatch would give. With a product: preflight. With `plan`: what would run and what be reused.
   */
  'workflows:check': {
    input: z.object({
      config: z.unknown(),
      workflowId: z.string().nullable().default(null),
      productId: z.string().nullable().default(null),
      outputTypeId: z.string().nullable().default(null),
      plan: z.boolean().default(false),
    }),
    output: workflowCheckSchema,
  },
  /** A workflow file of any generation, or a picture, video or .blend of ours, as a new workflow. */
  'workflows:import': {
    input: z.object({
      path: z.string().min(1),
      /** null = as the file says, with a number behind it when that name is taken. */
      name: z.string().trim().min(1).max(120).nullable().default(null),
    }),
    output: workflowDetailSchema,
  },

  /** Opens the file dialog and imports what was chosen, as `workflows:import` does; null = the user changed their mind. */
  'workflows:chooseFile': { input: nothing, output: workflowDetailSchema.nullable() },
  /**
   * Opens the save dialog and writes the canonical JSON, byte for byte as it was saved; null = the user changed their
   * mind. @throws AppError `workflow.unknown`, `file.*`
   */
  'workflows:exportFile': {
    input: byId.extend({ revision: z.number().int().min(1).nullable().default(null) }),
    output: z.object({ path: z.string() }).nullable(),
  },

  /** Newest first. */
  'drafts:list': { input: nothing, output: z.array(draftSummarySchema) },
  'drafts:get': { input: byId, output: workflowDraftSchema.nullable() },
  /** Keeps it in place of what was kept under its id. */
  'drafts:keep': { input: workflowDraftSchema.omit({ updatedAt: true }), output: nothing },
  'drafts:drop': { input: byId, output: nothing },

  /**
   * Runs the graph up to one node, beside the queue and without any effect; one that is under way is given up for it.
   * @throws AppError `workflow.malformed`, `workflow.invalid` (details.problems: those of the nodes that take part),
   * `app.not_found` (no such node), `product.*`, `output_type.unknown`, `graph.engine_missing`, `blender.*`
   */
  'previews:start': {
    input: z.object({
      config: z.unknown(),
      workflowId: z.string().nullable().default(null),
      nodeId: z.string(),
      productId: z.string(),
      outputTypeId: z.string().nullable().default(null),
      quality: previewQualitySchema.default('quick'),
    }),
    output: previewSchema,
  },
  /** Answers the preview as it ended; one that has ended stays as it is. @throws AppError `app.not_found` */
  'previews:cancel': { input: byId, output: previewSchema },

  'orders:create': {
    input: z.object({
      productId: z.string(),
      outputTypeId: z.string(),
      priority: prioritySchema.default('normal'),
      /** Another workflow than that of the output type; `revision` null = the latest. */
      workflow: z
        .object({ id: z.string(), revision: z.number().int().min(1).nullable() })
        .nullable()
        .default(null),
      /** Another mode than the one in force. */
      mode: executionModeSchema.nullable().default(null),
    }),
    output: runSummarySchema,
  },

  'runs:list': {
    input: z.object({
      productId: z.string().optional(),
      /** Ordered with any revision of it. */
      workflowId: z.string().optional(),
      states: z.array(runStateSchema).optional(),
      limit: z.number().int().min(1).max(5000).default(500),
    }),
    output: z.array(runSummarySchema),
  },
  'runs:get': { input: byId, output: runDetailSchema },
  /** Lines with a `seq` greater than `after`, oldest first. */
  'runs:log': {
    input: z.object({
      id: z.string(),
      after: z.number().int().min(-1).default(-1),
      limit: z.number().int().min(1).max(5000).default(1000),
    }),
    output: z.array(runLogLineSchema),
  },
  'runs:cancel': { input: byId, output: runSummarySchema },
  /** A new run of the same order line. */
  'runs:retry': {
    input: byId.extend({
      /** failed: what earlier runs made is reused. start: every node runs again. Says nothing to legacy. */
      from: z.enum(['failed', 'start']).default('failed'),
      revision: z.enum(['original', 'current']).default('original'),
    }),
    output: runSummarySchema,
  },
  /** Stops a run as soon as it can be taken up again without loss, and keeps it out of the queue until it is resumed. */
  'runs:pause': { input: byId, output: runSummarySchema },
  'runs:resume': { input: byId, output: runSummarySchema },
  /** Compares control and candidate of a shadow run again. @throws AppError `run.no_comparison` */
  'runs:compare': { input: byId, output: runDetailSchema },
  'runs:setPriority': { input: z.object({ id: z.string(), priority: prioritySchema }), output: runSummarySchema },
  'runs:reveal': { input: byId, output: nothing },

  'queue:status': { input: nothing, output: queueStatusSchema },
  'queue:pause': { input: nothing, output: queueStatusSchema },
  'queue:resume': { input: nothing, output: queueStatusSchema },

  'media:list': { input: z.object({ productId: z.string().optional() }), output: z.array(mediaAssetSchema) },
  'media:reveal': { input: byId, output: nothing },

  'notices:list': { input: nothing, output: z.array(noticeSchema) },
  'notices:markRead': { input: z.object({ ids: z.array(z.string()) }), output: z.array(noticeSchema) },
} as const satisfies Record<`${string}:${string}`, { input: z.ZodType; output: z.ZodType }>;

export type Contract = typeof contract;
export type Channel = keyof Contract;
/** What a caller passes: defaults may be left out. */
export type ChannelInput<C extends Channel> = z.input<Contract[C]['input']>;
/** What a handler receives: parsed, with defaults filled in. */
export type ParsedInput<C extends Channel> = z.output<Contract[C]['input']>;
export type ChannelOutput<C extends Channel> = z.output<Contract[C]['output']>;

/** One function per channel. What electron/ipc/register.ts serves and the composition provides. */
export type IpcHandlers = { [C in Channel]: (input: ParsedInput<C>) => Promise<ChannelOutput<C>> | ChannelOutput<C> };
