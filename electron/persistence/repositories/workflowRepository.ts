import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm';
import { type WorkflowRevision, type WorkflowSummary, workflowSummarySchema } from '../../../shared/domain/workflow.ts';
import type { Connection } from '../connection.ts';
import { workflowRevisions } from '../schema/workflowRevisions.ts';
import { workflows } from '../schema/workflows.ts';

/** A revision with what it holds: `config` is the canonical JSON, byte for byte as it was saved. */
export type WorkflowRevisionRecord = typeof workflowRevisions.$inferSelect;

export type NewWorkflowRevision = Omit<WorkflowRevisionRecord, 'workflowId' | 'number'>;

interface NewWorkflow {
  readonly id: string;
  /** The preset that it is or came from. */
  readonly preset: string | null;
  readonly first: NewWorkflowRevision;
}

/** Removed workflows are found only by `revision` and `nameOf`: runs that were ordered with them still need those. */
export interface WorkflowRepository {
  /** By name. */
  list(): WorkflowSummary[];
  get(id: string): WorkflowSummary | null;
  /** Case does not count. */
  byName(name: string): WorkflowSummary | null;
  /** As its latest revision says. */
  nameOf(id: string): string | null;
  /** Newest first. */
  revisions(id: string): WorkflowRevision[];
  revision(id: string, number: number): WorkflowRevisionRecord | null;
  /** The workflow and its revision 1. */
  insert(workflow: NewWorkflow): WorkflowSummary;
  /** Adds those whose id was never there; what a user has changed or removed stays so. Safe for two processes at once. */
  seedPresets(presets: readonly NewWorkflow[]): void;
  /** The next revision. null = refused: `baseRevision` is not the latest, or the workflow is gone. Nothing is written then. */
  addRevision(id: string, baseRevision: number, revision: NewWorkflowRevision): WorkflowSummary | null;
  /** false = no such workflow. */
  remove(id: string, at: string): boolean;
}

const latest = and(
  eq(workflowRevisions.workflowId, workflows.id),
  eq(workflowRevisions.number, workflows.latestRevision),
);
const present = isNull(workflows.removedAt);

/** Read out of the JSON by SQLite: a list of workflows must not cost the parsing of every graph in it. */
const name = sql<string>`json_extract(${workflowRevisions.config}, '$.name')`;
const summaryColumns = {
  id: workflows.id,
  name,
  description: sql<string>`coalesce(json_extract(${workflowRevisions.config}, '$.description'), '')`,
  family: sql<string>`json_extract(${workflowRevisions.config}, '$.family')`,
  executionMode: sql<string>`json_extract(${workflowRevisions.config}, '$.executionMode')`,
  revision: workflows.latestRevision,
  preset: workflows.preset,
  nodes: sql<number>`json_array_length(${workflowRevisions.config}, '$.nodes')`,
  createdAt: workflows.createdAt,
  updatedAt: workflows.updatedAt,
};

const revisionColumns = {
  workflowId: workflowRevisions.workflowId,
  number: workflowRevisions.number,
  sha256: workflowRevisions.sha256,
  note: workflowRevisions.note,
  createdAt: workflowRevisions.createdAt,
};

/** @returns whether it was written; an id that is there already is left alone */
function insertNew(connection: Connection, { id, preset, first }: NewWorkflow): boolean {
  const { changes } = connection
    .insert(workflows)
    .values({ id, preset, latestRevision: 1, createdAt: first.createdAt, updatedAt: first.createdAt })
    .onConflictDoNothing()
    .run();
  if (changes === 0) return false;
  connection
    .insert(workflowRevisions)
    .values({ ...first, workflowId: id, number: 1 })
    .run();
  return true;
}

export function createWorkflowRepository(connection: Connection): WorkflowRepository {
  const select = () => connection.select(summaryColumns).from(workflows).innerJoin(workflowRevisions, latest);
  const one = (row: unknown): WorkflowSummary | null => (row ? workflowSummarySchema.parse(row) : null);
  const get = (id: string): WorkflowSummary | null =>
    one(
      select()
        .where(and(eq(workflows.id, id), present))
        .get(),
    );

  // Asked for every run of a list of thousands.
  const nameById = connection
    .select({ name })
    .from(workflows)
    .innerJoin(workflowRevisions, latest)
    .where(eq(workflows.id, sql.placeholder('id')))
    .prepare();

  return {
    list: () =>
      select()
        .where(present)
        .orderBy(sql`${name} collate nocase`, asc(workflows.createdAt))
        .all()
        .map((row) => workflowSummarySchema.parse(row)),
    get,
    byName: (wanted) =>
      one(
        select()
          .where(and(sql`${name} = ${wanted} collate nocase`, present))
          .orderBy(asc(workflows.createdAt))
          .get(),
      ),
    nameOf: (id) => nameById.get({ id })?.name ?? null,
    revisions: (id) =>
      connection
        .select(revisionColumns)
        .from(workflowRevisions)
        .where(eq(workflowRevisions.workflowId, id))
        .orderBy(desc(workflowRevisions.number))
        .all(),
    revision: (id, number) =>
      connection
        .select()
        .from(workflowRevisions)
        .where(and(eq(workflowRevisions.workflowId, id), eq(workflowRevisions.number, number)))
        .get() ?? null,
    insert: (workflow) =>
      connection.transaction(
        () => {
          if (!insertNew(connection, workflow)) throw new Error(`There is a workflow ${workflow.id} already.`);
          return get(workflow.id)!;
        },
        { behavior: 'immediate' },
      ),
    seedPresets: (presets) =>
      connection.transaction(() => presets.forEach((preset) => insertNew(connection, preset)), {
        behavior: 'immediate',
      }),
    addRevision: (id, baseRevision, revision) =>
      connection.transaction(
        () => {
          const { changes } = connection
            .update(workflows)
            .set({ latestRevision: baseRevision + 1, updatedAt: revision.createdAt })
            .where(and(eq(workflows.id, id), eq(workflows.latestRevision, baseRevision), present))
            .run();
          if (changes === 0) return null;
          connection
            .insert(workflowRevisions)
            .values({ ...revision, workflowId: id, number: baseRevision + 1 })
            .run();
          return get(id);
        },
        { behavior: 'immediate' },
      ),
    remove: (id, at) =>
      connection
        .update(workflows)
        .set({ removedAt: at })
        .where(and(eq(workflows.id, id), present))
        .run().changes > 0,
  };
}
