import type { WorkflowConfig } from '../../../shared/domain/workflow.ts';
import { applyEdit } from './applyEdit.ts';
import type { Edit } from './edit.ts';
import { closeStep, type DocumentState, type EditHistory, emptyHistory, record, redo, undo } from './history.ts';
import { keepSelection, sameSelection } from './keepSelection.ts';
import { sameDocument } from './sameDocument.ts';
import { emptySelection, type Selection } from './selection.ts';

/** All that an open document is, as a value: every change makes another one. */
export interface DocumentModel {
  readonly state: DocumentState;
  readonly history: EditHistory;
  /** As it was opened, or saved last. */
  readonly saved: WorkflowConfig;
}

export function openDocument(config: WorkflowConfig): DocumentModel {
  return { state: { config, selection: emptySelection }, history: emptyHistory, saved: config };
}

/** An edit that changes nothing is no step of undo; what it selects is selected all the same. `at` in milliseconds. */
export function editDocument(model: DocumentModel, edit: Edit, at: number): DocumentModel {
  const before = model.state;
  const config = applyEdit(before.config, edit);
  if (config === before.config) return edit.select === undefined ? model : selectIn(model, edit.select);
  const after = { config, selection: keepSelection(edit.select ?? before.selection, config) };
  const step = { label: edit.label, before, after, merge: edit.merge ?? null, at };
  return { ...model, state: after, history: record(model.history, step) };
}

/** Ids that the document does not have are dropped. */
export function selectIn(model: DocumentModel, selection: Selection): DocumentModel {
  const kept = keepSelection(selection, model.state.config);
  if (sameSelection(kept, model.state.selection)) return model;
  return { ...model, state: { ...model.state, selection: kept }, history: closeStep(model.history) };
}

/** The document and the selection of before the latest step. */
export function undoIn(model: DocumentModel): DocumentModel {
  return { ...model, ...undo(model.history) };
}

export function redoIn(model: DocumentModel): DocumentModel {
  return { ...model, ...redo(model.history) };
}

/** It was saved with this content, which need not be the present one: saving takes a moment. */
export function markSavedIn(model: DocumentModel, config: WorkflowConfig): DocumentModel {
  // What came back from the main process shares nothing with the document: comparing is quicker with what does.
  const saved = sameDocument(config, model.state.config) ? model.state.config : config;
  return { ...model, saved, history: closeStep(model.history) };
}

export function isEdited({ state, saved }: DocumentModel): boolean {
  return !sameDocument(state.config, saved);
}
