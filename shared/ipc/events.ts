import { z } from 'zod';
import { noticeSchema } from '../domain/notice.ts';
import { previewProgressSchema, previewSchema } from '../domain/preview.ts';
import { runLogLineSchema, runProgressSchema, runSummarySchema } from '../domain/run.ts';
import { settingsSchema } from '../domain/settings.ts';
import { cadImportStageSchema } from '../domain/cad.ts';
import { errorValueSchema } from '../errors/appError.ts';

/**
 * What the main process tells every window, named in the past tense. A listener re-fetches what it shows;
 * only progress and log lines carry their data, because they come often.
 */
export const eventContract = {
  'products:changed': z.object({ productId: z.string().nullable() }),
  'cad:importProgressed': z.object({
    jobId: z.string(),
    fileName: z.string(),
    stage: cadImportStageSchema,
    fraction: z.number(),
    message: z.string(),
  }),
  /** Either productId or error is set. A cancelled import has error code `app.cancelled`. */
  'cad:importFinished': z.object({
    jobId: z.string(),
    fileName: z.string(),
    productId: z.string().nullable(),
    error: errorValueSchema.nullable(),
  }),
  'runs:changed': z.object({ run: runSummarySchema }),
  'runs:progressed': runProgressSchema,
  'runs:logged': z.object({ runId: z.string(), lines: z.array(runLogLineSchema) }),
  'queue:changed': z.object({}),
  'media:changed': z.object({ productId: z.string() }),
  'workflows:changed': z.object({ workflowId: z.string() }),
  /** One was kept or dropped. */
  'drafts:changed': z.object({ id: z.string() }),
  'previews:changed': z.object({ preview: previewSchema }),
  'previews:progressed': previewProgressSchema,
  /** Nobody keeps them: a preview that is over has only the log that windows have heard. */
  'previews:logged': z.object({ previewId: z.string(), lines: z.array(runLogLineSchema) }),
  'templates:changed': z.object({}),
  'notices:added': z.object({ notice: noticeSchema }),
  'settings:changed': z.object({ settings: settingsSchema }),
  'blender:changed': z.object({}),
  /** The application menu or a notification asks the window to go somewhere: `products/<id>`, `runs/<id>`, `settings`... */
  'app:navigated': z.object({ to: z.string() }),
  /** An entry of the application menu whose dialog is the page's. */
  'menu:chosen': z.object({ entry: z.enum(['newWorkflow', 'openWorkflow']) }),
  /** The window is about to go. What is not kept yet is kept now; `window:settled` answers. */
  'app:closing': z.object({}),
  'window:stateChanged': z.object({ maximized: z.boolean(), focused: z.boolean() }),
} as const satisfies Record<`${string}:${string}`, z.ZodType>;

export type EventContract = typeof eventContract;
export type EventName = keyof EventContract;
export type EventPayload<E extends EventName> = z.output<EventContract[E]>;
