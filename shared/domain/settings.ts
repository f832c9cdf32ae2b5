import { z } from 'zod';
import { deviceSchema } from './outputType.ts';

export const settingsSchema = z.object({
  schemaVersion: z.literal(1).default(1),
  /** Id of the chosen runtime, or null for the first usable one. */
  blenderRuntimeId: z.string().nullable().default(null),
  /** Paths of Blender programs that the user added. */
  blenderPaths: z.array(z.string()).default([]),
  /** What `auto` in an output type means here. */
  device: deviceSchema.default('auto'),
  blenderSlots: z.number().int().min(1).max(8).default(1),
  /** 0 = as many as the machine has. */
  threads: z.number().int().min(0).max(256).default(0),
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  singleKeyShortcuts: z.boolean().default(true),
  systemNotifications: z.boolean().default(true),
  cadTimeLimitSeconds: z.number().int().min(10).max(7200).default(600),
  recycleAfterJobs: z.number().int().min(1).max(10000).default(200),
  recycleAboveMegabytes: z.number().int().min(256).max(262144).default(4096),
});
export type Settings = z.infer<typeof settingsSchema>;
export const settingsEditSchema = settingsSchema.omit({ schemaVersion: true }).partial();
