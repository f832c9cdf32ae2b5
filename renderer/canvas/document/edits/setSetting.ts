import type { WorkflowNode } from '../../../../shared/domain/workflow.ts';
import type { Edit } from '../edit.ts';
import { settingWords } from './settingWords.ts';

/** Gives a setting a value. With `merge`, values of this setting in a row are one step of undo. */
export function setSetting(
  nodeId: string,
  name: string,
  value: WorkflowNode['settings'][string],
  { merge = false }: { readonly merge?: boolean } = {},
): Edit {
  return {
    label: `Change ${settingWords(name)}`,
    change(draft) {
      const node = draft.nodes.find(({ id }) => id === nodeId);
      if (node !== undefined) node.settings[name] = value;
    },
    ...(merge ? { merge: `setting ${nodeId} ${name}` } : {}),
  };
}
