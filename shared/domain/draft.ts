import { z } from 'zod';
import { executionModeSchema, familySchema } from './outputType.ts';
import { workflowConfigSchema } from './workflow.ts';

/** Changes that nobody has saved yet. They outlive the window and the application. */
export const workflowDraftSchema = z.object({
  /** Id of the workflow that is being changed; `new-…` for one that was never saved. */
  id: z.string().min(1).max(200),
  /** null = never saved. */
  workflowId: z.string().nullable(),
  /** The revision that the changes were made on; 0 = none. */
  baseRevision: z.number().int().min(0),
  config: workflowConfigSchema,
  updatedAt: z.string(),
});
export type WorkflowDraft = z.infer<typeof workflowDraftSchema>;

/** A draft as lists show it. */
export const draftSummarySchema = workflowDraftSchema
  .pick({ id: true, workflowId: true, baseRevision: true, updatedAt: true })
  .extend({ name: z.string(), nodes: z.number().int(), family: familySchema, executionMode: executionModeSchema });
export type DraftSummary = z.infer<typeof draftSummarySchema>;

/** What an id looks like that no workflow has. */
export const NEW_DRAFT_PREFIX = 'new-';
