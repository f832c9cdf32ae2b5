import type { NodeDefinition } from '../../domain/nodeDefinition.ts';
import type { Family } from '../../domain/outputType.ts';
import type { WorkflowProblem } from '../../domain/workflowProblem.ts';
import { workflowProblem } from '../workflowProblem.ts';

/** Why a node of this type has no place in a workflow of this family; null = it has, or nobody knows. */
export function foreignReason(
  definition: Pick<NodeDefinition, 'type' | 'families'> | null,
  family: Family,
): string | null {
  if (definition === null || definition.families.includes(family)) return null;
  return `${definition.type} is for ${definition.families.join(' and ')}, the workflow is for ${family}.`;
}

/** The older generations mixed families, which no run could carry out: what is left opens, and this says what is missing. */
export function foreignWarning(reason: string, field: string): WorkflowProblem {
  const remedy = 'Put what it did into a workflow of its family, if that is still wanted.';
  return workflowProblem('node.foreign_family', `A node was kept aside: ${reason}`, remedy, {
    ...{ field, severity: 'warning' },
  });
}
