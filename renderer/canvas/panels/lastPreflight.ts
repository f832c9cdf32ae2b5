import type { WorkflowCheck } from '../../../shared/domain/workflowProblem.ts';
import { formatTime } from '../../ui/format.ts';

/** The last answer of the main process, with when it came and on what it was made. */
export interface LastPreflight {
  readonly check: WorkflowCheck;
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly productName: string | null;
}

/** What was looked at beyond the document, and when; what has not been looked at is said too. */
export function preflightWords(last: LastPreflight | null, stale: boolean): string {
  if (last === null) return 'Files, parts, Blender, device and disk have not been checked yet.';
  const on = last.productName === null ? 'without a product' : `with ${last.productName}`;
  const checked = `Preflight ${on} at ${formatTime(last.at)}`;
  if (stale) return `${checked} is out of date.`;
  return `${checked}: files, parts, Blender, device and disk.`;
}
