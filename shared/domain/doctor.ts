import { z } from 'zod';
import { blenderRuntimeSchema } from './blenderRuntime.ts';

export const doctorCheckSchema = z.object({
  id: z.string(),
  label: z.string(),
  state: z.enum(['pass', 'warn', 'fail']),
  message: z.string(),
  remedy: z.string().nullable(),
});

/** The state of this machine: what `hartomat doctor` prints and Settings shows. */
export const doctorReportSchema = z.object({
  ok: z.boolean(),
  version: z.string(),
  platform: z.string(),
  home: z.string(),
  node: z.string(),
  electron: z.string().nullable(),
  cpuThreads: z.number().int(),
  memoryBytes: z.number(),
  freeDiskBytes: z.number(),
  checks: z.array(doctorCheckSchema),
  runtimes: z.array(blenderRuntimeSchema),
  chosenRuntimeId: z.string().nullable(),
});
export type DoctorReport = z.infer<typeof doctorReportSchema>;
