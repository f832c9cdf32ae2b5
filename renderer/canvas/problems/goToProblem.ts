import type { WorkflowProblem } from '../../../shared/domain/workflowProblem.ts';
import type { Canvas } from '../canvas.ts';
import { selectionOf } from '../document/selection.ts';
import { settingOfPath } from '../settings/settingOfPath.ts';
import { nextProblem } from './nextProblem.ts';
import { problemKey } from './problemKey.ts';
import { settingTitle } from '../words/settingText.ts';

/**
 * Selects the node or the wire of a problem, brings it into sight and, with `focus`, the setting that it is about. One
 * of the workflow as a whole has no place: it only becomes the current one.
 */
export function goToProblem(canvas: Canvas, problem: WorkflowProblem, { focus }: { readonly focus: boolean }): void {
  const { editor, ui, view } = canvas;
  ui.problem = problemKey(problem);
  const node = editor.config.nodes.find(({ id }) => id === problem.nodeId);
  const edge = editor.config.edges.find(({ id }) => id === problem.edgeId);
  if (edge !== undefined) {
    editor.select(selectionOf({ edges: [edge.id] }));
    const end = [edge.target.node, edge.source.node].find((id) => editor.config.nodes.some((one) => one.id === id));
    if (end !== undefined) view.reveal(end);
  } else if (node !== undefined) {
    const field = problem.field === null ? null : settingOfPath(problem.field);
    const known = field !== null && settingTitle(editor.catalogue.get(node.type), field) !== null;
    canvas.goTo({ nodeId: node.id, field: focus && known ? field : null });
  }
}

/** Opens the panel at the problem after the current one and goes there; without problems it only opens the panel. */
export function goToNextProblem(canvas: Canvas): void {
  canvas.ui.bottomTab = 'problems';
  canvas.ui.bottomOpen = true;
  const next = nextProblem(canvas.checks.problems, canvas.ui.problem);
  if (next !== null) goToProblem(canvas, next, { focus: true });
}
