import { createHash } from 'node:crypto';
import type { WorkflowConfig } from '../../shared/domain/workflow.ts';
import { canonicalWorkflow } from '../../shared/graph/canonicalWorkflow.ts';
import type { RunWorkflow } from '../runtime/contracts/runWorkflow.ts';
import type { ServiceContext } from './serviceContext.ts';

/** The workflow as a run would have it: with the number of the revision that it is, or that saving would give it. */
export function workflowAsRun(
  { repositories }: Pick<ServiceContext, 'repositories'>,
  config: WorkflowConfig,
  /** `saved` false = it has no id that anything in history could be of. */
  { id, saved }: { readonly id: string; readonly saved: boolean },
): RunWorkflow {
  const sha256 = createHash('sha256').update(canonicalWorkflow(config)).digest('hex');
  const known = saved ? repositories.workflows.revisions(id) : [];
  const same = known.find((revision) => revision.sha256 === sha256);
  const revision = same?.number ?? (known[0]?.number ?? 0) + 1;
  return { id, name: config.name, revision, sha256, config };
}
