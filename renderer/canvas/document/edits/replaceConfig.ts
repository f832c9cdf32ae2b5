import type { WorkflowConfig } from '../../../../shared/domain/workflow.ts';
import type { Edit } from '../edit.ts';
import { emptySelection } from '../selection.ts';

/** Puts another config in the place of this one, as restoring a revision does. Where one looks stays. */
export function replaceConfig(config: WorkflowConfig, label: string): Edit {
  return {
    label,
    change(draft) {
      const { viewport } = draft;
      for (const key of Object.keys(draft)) delete (draft as Record<string, unknown>)[key];
      const { viewport: _other, ...rest } = config;
      Object.assign(draft, rest, viewport === undefined ? {} : { viewport });
    },
    select: emptySelection,
  };
}
