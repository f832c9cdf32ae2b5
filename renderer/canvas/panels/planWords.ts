import type { PlannedNode, WorkflowCheck } from '../../../shared/domain/workflowProblem.ts';
import { formatCounted, formatEta } from '../../ui/format.ts';
import type { Status } from '../../ui/status.ts';

type Decision = PlannedNode['decision'];

export const decisionGlyph: Readonly<Record<Decision, Status>> = {
  run: 'waiting',
  reuse: 'reused',
  unknown: 'inconclusive',
};

export const decisionWord: Readonly<Record<Decision, string>> = {
  run: 'Will run',
  reuse: 'Reused',
  unknown: 'Depends',
};

/** What a node will take, coarsely; what is reused takes no time. */
export function plannedTime({ decision, expectedSeconds }: Pick<PlannedNode, 'decision' | 'expectedSeconds'>): string {
  return decision === 'reuse' ? '0\u00a0s' : formatEta(expectedSeconds);
}

/** "5 nodes will run, 3 reused, 1 depends on what runs before it. About 38 s." */
export function planSummary({ plan, expectedSeconds }: Pick<WorkflowCheck, 'plan' | 'expectedSeconds'>): string {
  const count = (decision: Decision): number => plan.filter((node) => node.decision === decision).length;
  const unknown = count('unknown');
  const depends = unknown === 0 ? '' : `, ${unknown} ${unknown === 1 ? 'depends' : 'depend'} on what runs before`;
  const time = expectedSeconds === null ? 'No estimate yet' : `About ${formatEta(expectedSeconds)}`;
  return `${formatCounted(count('run'), 'node')} will run, ${count('reuse')} reused${depends}. ${time}.`;
}
