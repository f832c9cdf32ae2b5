import { z } from 'zod';
import { deviceSchema } from './outputType.ts';

/** Every setting that a person can change, without its default. */
const values = {
  /** Id of the chosen runtime, or null for the first usable one. */
  blenderRuntimeId: z.string().nullable(),
  /** Paths of Blender programs that the user added. */
  blenderPaths: z.array(z.string()),
  /** What `auto` in an output type means here. */
  device: deviceSchema,
  blenderSlots: z.number().int().min(1).max(8),
  /** 0 = as many as the machine has. */
  threads: z.number().int().min(0).max(256),
  /** Beats every rollout: whatever starts is delivered by the fixed pipeline. */
  forceLegacy: z.boolean(),
  theme: z.enum(['system', 'light', 'dark']),
  singleKeyShortcuts: z.boolean(),
  systemNotifications: z.boolean(),
  cadTimeLimitSeconds: z.number().int().min(10).max(7200),
  recycleAfterJobs: z.number().int().min(1).max(10000),
  recycleAboveMegabytes: z.number().int().min(256).max(262144),
  /** Results that only previews gave go when nobody has used them for so long, or when they are more than that. */
  previewKeepDays: z.number().int().min(1).max(3650),
  previewBudgetMegabytes: z.number().int().min(100).max(1_000_000),
};

export const settingsSchema = z.object({
  schemaVersion: z.literal(1).default(1),
  blenderRuntimeId: values.blenderRuntimeId.default(null),
  blenderPaths: values.blenderPaths.default([]),
  device: values.device.default('auto'),
  blenderSlots: values.blenderSlots.default(1),
  threads: values.threads.default(0),
  forceLegacy: values.forceLegacy.default(false),
  theme: values.theme.default('system'),
  singleKeyShortcuts: values.singleKeyShortcuts.default(true),
  systemNotifications: values.systemNotifications.default(true),
  cadTimeLimitSeconds: values.cadTimeLimitSeconds.default(600),
  recycleAfterJobs: values.recycleAfterJobs.default(200),
  recycleAboveMegabytes: values.recycleAboveMegabytes.default(4096),
  previewKeepDays: values.previewKeepDays.default(30),
  previewBudgetMegabytes: values.previewBudgetMegabytes.default(5000),
});
export type Settings = z.infer<typeof settingsSchema>;

/** What an edit changes. Made of the values without defaults: a partial of the settings would reset what is left out. */
export const settingsEditSchema = z.object(values).partial();
