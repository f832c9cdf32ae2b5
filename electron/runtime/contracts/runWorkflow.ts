import type { WorkflowConfig } from '../../../shared/domain/workflow.ts';

/** A workflow as one run has it. */
export interface RunWorkflow {
  readonly id: string;
  readonly name: string;
  readonly revision: number;
  /** Of the canonical JSON. */
  readonly sha256: string;
  readonly config: WorkflowConfig;
}
