import { create } from 'mutative';
import type { WorkflowConfig } from '../../../shared/domain/workflow.ts';
import type { Edit } from './edit.ts';
import { sameDocument } from './sameDocument.ts';

/** The config after an edit; the very same one when the edit changes nothing. What it does not touch is shared. */
export function applyEdit(config: WorkflowConfig, edit: Edit): WorkflowConfig {
  // As a plain object: the type of a draft of settings, which may be any JSON, has no end.
  const next = create<object>(config, (draft) => {
    edit.change(draft as WorkflowConfig);
  }) as WorkflowConfig;
  return sameDocument(config, next) ? config : next;
}
