import type { WorkflowConfig } from '../../../../shared/domain/workflow.ts';
import type { NodeCatalogue } from '../../../../shared/graph/nodeCatalogue.ts';
import type { Attempt } from '../edit.ts';
import { foreignNodes } from '../familyOf.ts';

type Fields = Partial<Pick<WorkflowConfig, 'name' | 'description' | 'executionMode' | 'family'>>;

const LONGEST_NAME = 120;
const LONGEST_DESCRIPTION = 2000;

/** Changes what the workflow is as a whole. The family stays as long as there are nodes that the other does not have. */
export function setWorkflowFields(config: WorkflowConfig, catalogue: NodeCatalogue, fields: Fields): Attempt {
  const refuse = (reason: string): Attempt => ({ ok: false, reason });
  const { description, executionMode, family } = fields;
  const name = fields.name?.trim();
  if (name === '') return refuse('A workflow needs a name.');
  if ((name ?? '').length > LONGEST_NAME) return refuse(`A name has at most ${LONGEST_NAME} characters.`);
  if ((description ?? '').length > LONGEST_DESCRIPTION) {
    return refuse(`A description has at most ${LONGEST_DESCRIPTION} characters.`);
  }
  const foreign = family === undefined ? [] : foreignNodes(config, catalogue, family);
  if (foreign.length > 0) return refuse(foreignWords(foreign, family!));
  return {
    ok: true,
    edit: {
      label: labelOf(fields),
      change(draft) {
        if (name !== undefined) draft.name = name;
        if (executionMode !== undefined) draft.executionMode = executionMode;
        if (family !== undefined) draft.family = family;
        if (description === undefined) return;
        if (description.trim() === '') delete draft.description;
        else draft.description = description;
      },
    },
  };
}

function labelOf({ name, description, executionMode, family }: Fields): string {
  const labels = [
    ...(name === undefined ? [] : ['Rename the workflow']),
    ...(description === undefined ? [] : ['Change the description']),
    ...(executionMode === undefined ? [] : [`Switch to ${executionMode} mode`]),
    ...(family === undefined ? [] : [`Change the family to ${family}`]),
  ];
  return labels.length === 1 ? labels[0]! : 'Change the workflow';
}

function foreignWords(foreign: readonly { label: string }[], family: string): string {
  const labels = [...new Set(foreign.map(({ label }) => label))];
  const more = labels.length > 3 ? ` and ${labels.length - 3} more` : '';
  return `${family} has no ${labels.slice(0, 3).join(', ')}${more}. Remove these nodes first.`;
}
