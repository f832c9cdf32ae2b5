import type { WorkflowProblem } from '../../../shared/domain/workflowProblem.ts';
import type { Status } from '../../ui/status.ts';

export const problemGlyph: Record<WorkflowProblem['severity'], Status> = {
  error: 'fail',
  warning: 'warn',
  info: 'info',
};
