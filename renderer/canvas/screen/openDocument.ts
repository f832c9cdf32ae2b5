import type { NodeCatalogue } from '../../../shared/graph/nodeCatalogue.ts';
import { createWorkflowEditor } from '../document/createWorkflowEditor.svelte.ts';
import { replaceConfig } from '../document/edits/replaceConfig.ts';
import { sameDocument } from '../document/sameDocument.ts';
import type { WorkflowEditor } from '../document/workflowEditor.ts';
import type { LoadedDocument } from './loadDocument.ts';

/**
 * The document as it was left: what was not saved is an edit on top of what was, so that undo leads back to it.
 * @throws Error when there is neither a workflow nor a draft
 */
export function openDocument(id: string, { saved, draft }: LoadedDocument, catalogue: NodeCatalogue): WorkflowEditor {
  if (saved === null) {
    if (draft === null) throw new Error(`There is nothing to open under '${id}'.`);
    const origin = { draftId: id, workflowId: null, revision: 0 };
    return createWorkflowEditor({ config: draft.config, origin, catalogue });
  }
  const viewport = draft?.config.viewport ?? saved.config.viewport;
  const config = viewport === undefined ? saved.config : { ...saved.config, viewport };
  const origin = { draftId: saved.id, workflowId: saved.id, revision: saved.shown.number };
  const editor = createWorkflowEditor({ config, origin, catalogue });
  if (draft !== null && !sameDocument(draft.config, config)) {
    editor.apply(replaceConfig(draft.config, 'Take up unsaved changes'));
  }
  return editor;
}
