const MARK = ' quick';

/**
 * The workflow id under which quick previews keep what their nodes took: their times and settings say nothing of what
 * a run takes. No id of a workflow has a space.
 */
export const quickHistoryOf = (workflowId: string): string => `${workflowId}${MARK}`;

/** Ids of such workflows, as a pattern of SQL. */
export const quickHistoryPattern = `%${MARK}`;

export const isQuickHistory = (workflowId: string): boolean => workflowId.endsWith(MARK);
