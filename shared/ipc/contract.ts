import { z } from 'zod';
import { blenderRuntimeSchema } from '../domain/blenderRuntime.ts';
import { databaseChoiceSchema, databaseStatusSchema } from '../domain/database.ts';
import { doctorReportSchema } from '../domain/doctor.ts';
import { materialRuleSchema, materialSchema } from '../domain/material.ts';
import { mediaAssetSchema } from '../domain/media.ts';
import { noticeSchema } from '../domain/notice.ts';
import { outputTypeSchema } from '../domain/outputType.ts';
import { productDetailSchema, productEditSchema, productSummarySchema } from '../domain/product.ts';
import { runDetailSchema, runLogLineSchema, runStateSchema, runSummarySchema } from '../domain/run.ts';
import { settingsEditSchema, settingsSchema } from '../domain/settings.ts';
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
  'window:showMenu': { input: z.object({ x: z.number(), y: z.number() }), output: nothing },

  'database:status': { input: nothing, output: databaseStatusSchema },
  'database:resolve': { input: databaseChoiceSchema, output: databaseStatusSchema },

  'settings:get': { input: nothing, output: settingsSchema },
  'settings:update': { input: settingsEditSchema, output: settingsSchema },

  'doctor:report': { input: nothing, output: doctorReportSchema },

  'blender:list': { input: nothing, output: z.array(blenderRuntimeSchema) },
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

  'orders:create': {
    input: z.object({ productId: z.string(), outputTypeId: z.string(), priority: prioritySchema.default('normal') }),
    output: runSummarySchema,
  },

  'runs:list': {
    input: z.object({
      productId: z.string().optional(),
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
  'runs:retry': { input: byId, output: runSummarySchema },
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
