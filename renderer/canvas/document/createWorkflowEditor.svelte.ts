import type { WorkflowConfig } from '../../../shared/domain/workflow.ts';
import type { WorkflowProblem } from '../../../shared/domain/workflowProblem.ts';
import type { NodeCatalogue } from '../../../shared/graph/nodeCatalogue.ts';
import { validateWorkflow } from '../../../shared/graph/validateWorkflow.ts';
import { editDocument, isEdited, markSavedIn, openDocument, redoIn, selectIn, undoIn } from './documentModel.ts';
import type { Attempt, Edit } from './edit.ts';
import { groupProblems } from './groupProblems.ts';
import type { DocumentOrigin, WorkflowEditor } from './workflowEditor.ts';

interface Opened {
  readonly config: WorkflowConfig;
  readonly origin: DocumentOrigin;
  readonly catalogue: NodeCatalogue;
  /** Milliseconds, of any clock that does not run backwards. */
  readonly now?: () => number;
}

const noProblems: readonly WorkflowProblem[] = [];

/** The document on the canvas, as it was opened. */
export function createWorkflowEditor(opened: Opened): WorkflowEditor {
  const { catalogue, now = () => performance.now() } = opened;
  let origin = $state.raw(opened.origin);
  let model = $state.raw(openDocument(opened.config));
  let viewport = opened.config.viewport;

  const config = $derived(model.state.config);
  const selection = $derived(model.state.selection);
  const edited = $derived(isEdited(model));
  const problems = $derived(validateWorkflow(config, catalogue));
  let grouped = groupProblems([]);
  const byNode = $derived.by(() => (grouped = groupProblems(problems, grouped)));
  const node = $derived.by(() => {
    const [id] = selection.nodes;
    return selection.nodes.size === 1 ? (config.nodes.find((each) => each.id === id) ?? null) : null;
  });

  const apply = (edit: Edit): void => {
    model = editDocument(model, edit, now());
  };
  return {
    catalogue,
    apply,
    get origin() {
      return origin;
    },
    get config() {
      return config;
    },
    get selection() {
      return selection;
    },
    get node() {
      return node;
    },
    get problems() {
      return problems;
    },
    problemsOf: (id) => byNode.get(id) ?? noProblems,
    get edited() {
      return edited;
    },
    get undoLabel() {
      return model.history.past.at(-1)?.label ?? null;
    },
    get redoLabel() {
      return model.history.future[0]?.label ?? null;
    },
    attempt(attempt: Attempt) {
      if (!attempt.ok) return attempt.reason;
      apply(attempt.edit);
      return null;
    },
    undo() {
      model = undoIn(model);
    },
    redo() {
      model = redoIn(model);
    },
    select(wanted) {
      model = selectIn(model, wanted);
    },
    setViewport({ x, y, zoom }) {
      viewport = { x, y, zoom };
    },
    snapshot: () => (viewport === undefined ? model.state.config : { ...model.state.config, viewport }),
    markSaved({ workflowId, revision, config: stored }) {
      origin = { draftId: workflowId, workflowId, revision };
      model = markSavedIn(model, stored);
    },
  };
}
