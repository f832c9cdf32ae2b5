import type { WorkflowProblem } from '../../../shared/domain/workflowProblem.ts';
import { formatCounted } from '../../ui/format.ts';
import type { Status } from '../../ui/status.ts';

type Severity = WorkflowProblem['severity'];

export const severityGlyph: Readonly<Record<Severity, Status>> = { error: 'fail', warning: 'warn', info: 'info' };

export const severityWord: Readonly<Record<Severity, string>> = { error: 'Error', warning: 'Warning', info: 'Remark' };

/** How many there are of each, the worst first; zero is said. `text`: "1 error". */
export function severityCounts(problems: readonly Pick<WorkflowProblem, 'severity'>[]) {
  return (['error', 'warning', 'info'] as const).map((severity) => {
    const count = problems.filter((problem) => problem.severity === severity).length;
    return { severity, count, text: formatCounted(count, severityWord[severity].toLowerCase()) };
  });
}
