import type { WorkflowConfig } from '../../shared/domain/workflow.ts';
import { call } from '../api/client.ts';

/** Revisions never change, so each is fetched once; many are looked at again and again while one compares. */
const known = new Map<string, Promise<WorkflowConfig>>();
const MOST_KEPT = 40;

/** The config of a revision. @throws AppError `workflow.unknown` */
export function readRevision(workflowId: string, revision: number): Promise<WorkflowConfig> {
  const key = `${workflowId} ${revision}`;
  const read = known.get(key) ?? call('workflows:get', { id: workflowId, revision }).then(({ config }) => config);
  known.delete(key);
  known.set(key, read);
  // What failed is tried again when it is asked for again.
  read.catch(() => known.delete(key));
  for (const oldest of known.keys()) {
    if (known.size <= MOST_KEPT) break;
    known.delete(oldest);
  }
  return read;
}
