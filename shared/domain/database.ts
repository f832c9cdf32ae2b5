import { z } from 'zod';

export const databaseBackupSchema = z.object({ path: z.string(), createdAt: z.string(), bytes: z.number() });
export type DatabaseBackup = z.infer<typeof databaseBackupSchema>;

/** ready: everything works. Otherwise only the recovery screen does, until the user has chosen. */
export const databaseStatusSchema = z.object({
  state: z.enum(['ready', 'corrupt', 'newer']),
  path: z.string(),
  /** What is wrong, in words; empty when ready. */
  message: z.string(),
  backups: z.array(databaseBackupSchema),
});
export type DatabaseStatus = z.infer<typeof databaseStatusSchema>;

export const databaseChoiceSchema = z.discriminatedUnion('action', [
  z.object({ action: z.literal('restore'), backupPath: z.string() }),
  /** The old file is kept under another name beside the new one. */
  z.object({ action: z.literal('start_fresh') }),
]);
export type DatabaseChoice = z.infer<typeof databaseChoiceSchema>;
