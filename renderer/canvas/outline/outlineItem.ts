import type { WorkflowProblem } from '../../../shared/domain/workflowProblem.ts';
import type { OpenEnd } from '../document/openEnd.ts';

/** What a line of the outline stands for. */
export type OutlineSubject =
  | { readonly kind: 'workflow' }
  | { readonly kind: 'node'; readonly nodeId: string }
  /** A head: what is below it belongs to a node, or to the workflow. */
  | { readonly kind: 'group'; readonly nodeId: string | null }
  /** `edges`: the wires that end there. */
  | { readonly kind: 'port'; readonly end: OpenEnd; readonly edges: readonly string[] }
  /** A wire as it is seen from one of its ends; `toNode` is at the other. */
  | { readonly kind: 'wire'; readonly edgeId: string; readonly toNode: string }
  | { readonly kind: 'setting'; readonly nodeId: string; readonly name: string }
  | { readonly kind: 'problem'; readonly problem: WorkflowProblem }
  | { readonly kind: 'note'; readonly id: string }
  | { readonly kind: 'frame'; readonly id: string };

/** A line of the outline with what lies below it. */
export interface OutlineItem {
  /** Unique in the outline, and the same as long as what it stands for is. */
  readonly id: string;
  readonly label: string;
  /** Read after the label, and shown behind it; '' = nothing. */
  readonly detail: string;
  readonly severity: WorkflowProblem['severity'] | null;
  readonly subject: OutlineSubject;
  readonly children: readonly OutlineItem[];
}
