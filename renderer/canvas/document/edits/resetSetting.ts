import type { Edit } from '../edit.ts';
import { settingWords } from './settingWords.ts';

/** Takes a setting back to its default, which is what a setting that is not given has. */
export function resetSetting(nodeId: string, name: string): Edit {
  return {
    label: `Reset ${settingWords(name)}`,
    change(draft) {
      const node = draft.nodes.find(({ id }) => id === nodeId);
      if (node !== undefined) delete node.settings[name];
    },
  };
}
