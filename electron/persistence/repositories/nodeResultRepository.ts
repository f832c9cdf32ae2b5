import { type SQL, and, desc, eq, sql } from 'drizzle-orm';
import type { Connection } from '../connection.ts';
import { nodeResults } from '../schema/nodeResults.ts';
import { nodeUses } from '../schema/nodeUses.ts';
import { runs } from '../schema/runs.ts';

export type NodeResultRecord = typeof nodeResults.$inferSelect;
/** Who gave a result: a node of a workflow, in a run or in a preview. */
export type NodeUse = Pick<NodeResultRecord, 'workflowId' | 'nodeId' | 'runId'>;

export interface TimedResult {
  readonly outputs: unknown;
  readonly seconds: number;
}

export interface NodeResultRepository {
  get(key: string): NodeResultRecord | null;
  /** What decided the result that this node of this workflow gave last. */
  lastParts(workflowId: string, nodeId: string): { parts: unknown } | null;
  /** The same of the latest results of nodes with that id and type, newest first. */
  recentParts(nodeId: string, nodeType: string, limit: number): { parts: unknown; workflowId: string }[];
  /** Seconds of the latest results of a node, newest first. */
  recentSecondsOfNode(workflowId: string, nodeId: string, limit: number): number[];
  /** The same over all nodes of a type, with the workflow that each is of. */
  recentSecondsOfType(nodeType: string, limit: number): { seconds: number; workflowId: string }[];
  /**
   * What the latest results of a type are, and the seconds they took: of workflows whose id is like a pattern of SQL, or
   * of those whose id is not.
   */
  recentTimed(of: { nodeType: string; pattern: string; alike: boolean; limit: number }): TimedResult[];
  /** One result a key: a later one takes the place of the earlier. */
  keep(record: NodeResultRecord): void;
  /** A kept one was taken. One that is gone by now is none. */
  use(key: string, by: NodeUse, at: string): void;
}

const given = sql.placeholder;
const brought = (column: string): SQL => sql.raw(`excluded.${column}`);

/** What nodes of workflows gave last. */
function usesIn(connection: Connection) {
  const last = connection
    .select({ parts: nodeResults.parts })
    .from(nodeUses)
    .innerJoin(nodeResults, eq(nodeResults.key, nodeUses.key))
    .where(and(eq(nodeUses.workflowId, given('workflowId')), eq(nodeUses.nodeId, given('nodeId'))))
    .prepare();
  const remember = connection
    .insert(nodeUses)
    .values({ workflowId: given('workflowId'), nodeId: given('nodeId'), key: given('key') })
    .onConflictDoUpdate({ target: [nodeUses.workflowId, nodeUses.nodeId], set: { key: brought('key') } })
    .prepare();
  return { last, remember };
}

const ofType = eq(nodeResults.nodeType, given('nodeType'));
// Results that are kept in the same millisecond are told apart by the order in which they came.
const newestFirst = [desc(nodeResults.createdAt), desc(sql`rowid`)];

/** What nodes took. */
function timesIn(connection: Connection) {
  const ofNode = and(eq(nodeResults.workflowId, given('workflowId')), eq(nodeResults.nodeId, given('nodeId')));
  const seconds = (where: SQL | undefined) =>
    connection
      .select({ seconds: nodeResults.durationSeconds, workflowId: nodeResults.workflowId })
      .from(nodeResults)
      .where(where)
      .orderBy(...newestFirst)
      .limit(given('limit'))
      .prepare();
  const timed = connection
    .select({ outputs: nodeResults.outputs, seconds: nodeResults.durationSeconds })
    .from(nodeResults)
    .where(and(ofType, sql`(${nodeResults.workflowId} like ${given('pattern')}) = ${given('alike')}`))
    .orderBy(...newestFirst)
    .limit(given('limit'))
    .prepare();
  return { secondsOfNode: seconds(ofNode), secondsOfType: seconds(ofType), timed };
}

/** Every statement is prepared once: a run of a thousand nodes asks each of them a thousand times. */
export function createNodeResultRepository(connection: Connection): NodeResultRepository {
  const { last, remember } = usesIn(connection);
  const { secondsOfNode, secondsOfType, timed } = timesIn(connection);
  const byKey = connection
    .select()
    .from(nodeResults)
    .where(eq(nodeResults.key, given('key')))
    .prepare();
  const recent = connection
    .select({ parts: nodeResults.parts, workflowId: nodeResults.workflowId })
    .from(nodeResults)
    .where(and(ofType, eq(nodeResults.nodeId, given('nodeId'))))
    .orderBy(...newestFirst)
    .limit(given('limit'))
    .prepare();
  const keep = connection
    .insert(nodeResults)
    .values({
      key: given('key'),
      nodeType: given('nodeType'),
      workflowId: given('workflowId'),
      nodeId: given('nodeId'),
      runId: given('runId'),
      parts: given('parts'),
      outputs: given('outputs'),
      durationSeconds: given('durationSeconds'),
      createdAt: given('createdAt'),
      usedAt: given('usedAt'),
    })
    .onConflictDoUpdate({
      target: nodeResults.key,
      set: {
        nodeType: brought('node_type'),
        workflowId: brought('workflow_id'),
        nodeId: brought('node_id'),
        runId: brought('run_id'),
        parts: brought('parts'),
        outputs: brought('outputs'),
        durationSeconds: brought('duration_seconds'),
        createdAt: brought('created_at'),
        usedAt: brought('used_at'),
      },
    })
    .prepare();
  const isRun = sql`exists (select 1 from ${runs} where ${runs.id} = ${given('runId')})`;
  const take = connection
    .update(nodeResults)
    .set({
      usedAt: sql`${given('usedAt')}`,
      // What a run shows is the run's, whoever made it.
      runId: sql`case when ${isRun} then ${given('runId')} else ${nodeResults.runId} end`,
    })
    .where(eq(nodeResults.key, given('key')))
    .prepare();
  return {
    get: (key) => byKey.get({ key }) ?? null,
    lastParts: (workflowId, nodeId) => last.get({ workflowId, nodeId }) ?? null,
    recentParts: (nodeId, nodeType, limit) => recent.all({ nodeId, nodeType, limit }),
    recentSecondsOfNode: (workflowId, nodeId, limit) =>
      secondsOfNode.all({ workflowId, nodeId, limit }).map((row) => row.seconds),
    recentSecondsOfType: (nodeType, limit) => secondsOfType.all({ nodeType, limit }),
    recentTimed: (of) => timed.all({ ...of, alike: of.alike ? 1 : 0 }),
    keep(record) {
      const { key, workflowId, nodeId } = record;
      keep.run({ ...record });
      remember.run({ key, workflowId, nodeId });
    },
    use(key, { workflowId, nodeId, runId }, at) {
      const isThere = take.run({ key, runId, usedAt: at }).changes > 0;
      if (isThere) remember.run({ key, workflowId, nodeId });
    },
  };
}
