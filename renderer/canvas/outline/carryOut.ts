import { settingTitle } from '../words/settingText.ts';
import { goToProblem } from '../problems/goToProblem.ts';
import type { Canvas } from '../canvas.ts';
import type { OpenEnd } from '../document/openEnd.ts';
import { duplicateItems } from '../document/clipboard.ts';
import type { Edit } from '../document/edit.ts';
import { removeEdges } from '../document/edits/removeEdges.ts';
import { removeAndJoin } from '../document/edits/removeAndJoin.ts';
import { removeItems } from '../document/edits/removeItems.ts';
import { resetSetting } from '../document/edits/resetSetting.ts';
import { type Selection, selectionOf } from '../document/selection.ts';
import { requestAfter, requestAnywhere, requestAtPort, requestOnEdge } from './addRequests.ts';
import type { OutlineCommand } from './outlineActions.ts';
import type { OutlineItem, OutlineSubject } from './outlineItem.ts';

/** What the outline itself does for a command. */
export interface OutlineHost {
  /** Asks what an open end is to be connected to. */
  chooseEnd(end: OpenEnd): void;
  /** Asks for the text of a note or the title of a frame. */
  editText(of: Extract<OutlineSubject, { kind: 'note' | 'frame' }>): void;
  goToNode(nodeId: string): void;
  /** The inspector of the selected node takes the focus. */
  focusInspector(): void;
  /** Tells people who listen to the screen what has changed. */
  say(text: string): void;
}

/** The wire that is meant where there is one only. */
function wireOf(subject: OutlineSubject): string | null {
  if (subject.kind === 'wire') return subject.edgeId;
  return subject.kind === 'port' && subject.edges.length === 1 ? subject.edges[0]! : null;
}

/** What is selected when the line is; null = a line that cannot be. */
export function selectionOfItem({ subject }: OutlineItem): Selection | null {
  switch (subject.kind) {
    case 'node':
      return selectionOf({ nodes: [subject.nodeId] });
    case 'wire':
      return selectionOf({ edges: [subject.edgeId] });
    case 'note':
      return selectionOf({ notes: [subject.id] });
    case 'frame':
      return selectionOf({ frames: [subject.id] });
    default:
      return null;
  }
}

/** Whether all that the line stands for is selected. */
export function isItemSelected(item: OutlineItem, selection: Selection): boolean {
  const own = selectionOfItem(item);
  const kinds = ['nodes', 'edges', 'notes', 'frames'] as const;
  return own !== null && kinds.every((kind) => [...own[kind]].every((id) => selection[kind].has(id)));
}

/** Does at a line what was asked for; nothing where it means nothing. */
export function carryOut(canvas: Canvas, item: OutlineItem, command: OutlineCommand, host: OutlineHost): void {
  const { editor, ui } = canvas;
  const { config, catalogue } = editor;
  const { subject } = item;
  const apply = (edit: Edit): void => {
    editor.apply(edit);
    host.say(`Done: ${edit.label}.`);
  };
  const wire = wireOf(subject);
  /** A line of the selection stands for all of it. */
  const meant = isItemSelected(item, editor.selection) ? editor.selection : selectionOfItem(item);

  const commands: Record<OutlineCommand, () => void> = {
    open: () => open(canvas, subject, host),
    runToHere: () => {
      if (subject.kind !== 'node') return;
      canvas.goTo({ nodeId: subject.nodeId });
      ui.inspectorTab = 'result';
      void canvas.previews.start(subject.nodeId, 'quick');
    },
    connect: () => {
      if (subject.kind === 'port') host.chooseEnd(subject.end);
    },
    addNode: () => {
      if (subject.kind === 'node') ui.quickAdd = requestAfter(config, catalogue, subject.nodeId);
      else if (subject.kind === 'port') ui.quickAdd = requestAtPort(config, subject.end);
      else ui.quickAdd = requestAnywhere(config);
    },
    insert: () => {
      if (wire !== null) ui.quickAdd = requestOnEdge(config, catalogue, wire);
    },
    goToOther: () => {
      const edge = config.edges.find(({ id }) => id === wire);
      if (subject.kind === 'wire') host.goToNode(subject.toNode);
      else if (edge && subject.kind === 'port') {
        host.goToNode(subject.end.direction === 'output' ? edge.target.node : edge.source.node);
      }
    },
    disconnect: () => {
      if (subject.kind === 'wire') apply(removeEdges([subject.edgeId]));
      else if (subject.kind === 'port') apply(removeEdges(subject.edges));
    },
    duplicate: () => meant && apply(duplicateItems(config, meant)),
    reset: () => {
      if (subject.kind === 'setting') apply(resetSetting(subject.nodeId, subject.name));
    },
    edit: () => {
      if (subject.kind === 'note' || subject.kind === 'frame') host.editText(subject);
    },
    remove: () => meant && apply(removeItems(config, meant)),
    removeAndJoin: () => meant && apply(removeAndJoin(config, catalogue, meant)),
  };
  commands[command]();
}

/** Brings the inspector to what the line stands for, and the focus into it. */
function open(canvas: Canvas, subject: OutlineSubject, host: OutlineHost): void {
  if (subject.kind === 'problem') return goToProblem(canvas, subject.problem, { focus: true });
  if (subject.kind !== 'node' && subject.kind !== 'group' && subject.kind !== 'setting') return;
  const { nodeId } = subject;
  if (nodeId === null) return;
  const { config, catalogue } = canvas.editor;
  const definition = catalogue.get(config.nodes.find(({ id }) => id === nodeId)?.type ?? '');
  const name = subject.kind === 'setting' ? subject.name : Object.keys(definition?.defaults ?? {})[0];
  const field = name !== undefined && settingTitle(definition, name) !== null ? name : null;
  canvas.goTo({ nodeId, field });
  if (field === null) host.focusInspector();
}
