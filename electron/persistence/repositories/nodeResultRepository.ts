import { type SQL, and, desc, eq, sql } from 'drizzle-orm';
import type { Connection } from '../connection.ts';
import { nodeResults } from '../schema/nodeResults.ts';

export type NodeResultRecord = typeof nodeResults.$inferSelect;

export interface NodeResultRepository {
  get(key: string): NodeResultRecord | null;
  /** What this node of this workflow made last. */
  latestOf(workflowId: string, nodeId: string): NodeResultRecord | null;
  /** Seconds of the latest results of a node, newest first. */
  recentSecondsOfNode(workflowId: string, nodeId: string, limit: number): number[];
  /** The same over all nodes of a type, with the workflow that each is of. */
  recentSecondsOfType(nodeType: string, limit: number): { seconds: number; workflowId: string }[];
  /** One result a key: a later one takes the place of the earlier. */
  keep(record: NodeResultRecord): void;
}

/** Every statement is prepared once: a run of a thousand nodes asks each of them a thousand times. */
export function createNodeResultRepository(connection: Connection): NodeResultRepository {
  const given = sql.placeholder;
  const ofNode = and(eq(nodeResults.workflowId, given('workflowId')), eq(nodeResults.nodeId, given('nodeId')));
  const ofType = eq(nodeResults.nodeType, given('nodeType'));
  // Results that are kept in the same millisecond are told apart by the order in which they came.
  const newestFirst = [desc(nodeResults.createdAt), desc(sql`rowid`)];
  const seconds = (where: SQL | undefined) =>
    connection
      .select({ seconds: nodeResults.durationSeconds, workflowId: nodeResults.workflowId })
      .from(nodeResults)
      .where(where)
      .orderBy(...newestFirst)
      .limit(given('limit'))
      .prepare();
  const byKey = connection
    .select()
    .from(nodeResults)
    .where(eq(nodeResults.key, given('key')))
    .prepare();
  const latest = connection
    .select()
    .from(nodeResults)
    .where(ofNode)
    .orderBy(...newestFirst)
    .limit(1)
    .prepare();
  const secondsOfNode = seconds(ofNode);
  const secondsOfType = seconds(ofType);
  const brought = (column: string): SQL => sql.raw(`excluded.${column}`);
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
      },
    })
    .prepare();
  return {
    get: (key) => byKey.get({ key }) ?? null,
    latestOf: (workflowId, nodeId) => latest.get({ workflowId, nodeId }) ?? null,
    recentSecondsOfNode: (workflowId, nodeId, limit) =>
      secondsOfNode.all({ workflowId, nodeId, limit }).map((row) => row.seconds),
    recentSecondsOfType: (nodeType, limit) => secondsOfType.all({ nodeType, limit }),
    keep: (record) => void keep.run({ ...record }),
  };
}
