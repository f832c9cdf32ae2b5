import { asc, desc, eq } from 'drizzle-orm';
import type { Connection } from '../connection.ts';
import { workflowDrafts } from '../schema/workflowDrafts.ts';

/** `config` is JSON as it was written. Parse it: it may come from another version. */
export type DraftRecord = typeof workflowDrafts.$inferSelect;

export interface DraftRepository {
  /** Newest first. */
  list(): DraftRecord[];
  get(id: string): DraftRecord | null;
  /** In place of what was kept under its id: one statement, so that of two processes one wins and nothing mixes. */
  keep(draft: DraftRecord): void;
  remove(id: string): void;
}

export function createDraftRepository(connection: Connection): DraftRepository {
  return {
    list: () =>
      connection.select().from(workflowDrafts).orderBy(desc(workflowDrafts.updatedAt), asc(workflowDrafts.id)).all(),
    get: (id) => connection.select().from(workflowDrafts).where(eq(workflowDrafts.id, id)).get() ?? null,
    keep({ id, ...draft }) {
      connection
        .insert(workflowDrafts)
        .values({ id, ...draft })
        .onConflictDoUpdate({ target: workflowDrafts.id, set: draft })
        .run();
    },
    remove(id) {
      connection.delete(workflowDrafts).where(eq(workflowDrafts.id, id)).run();
    },
  };
}
