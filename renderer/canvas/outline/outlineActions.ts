import type { WorkflowProblem } from '../../../shared/domain/workflowProblem.ts';
import type { OutlineItem } from './outlineItem.ts';

export type OutlineCommand =
  | 'open'
  | 'runToHere'
  | 'connect'
  | 'addNode'
  | 'insert'
  | 'goToOther'
  | 'disconnect'
  | 'duplicate'
  | 'reset'
  | 'edit'
  | 'remove'
  | 'removeAndJoin';

/** What can be done at a line. The first is what Enter does; keys are those of the outline. */
export interface OutlineAction {
  readonly command: OutlineCommand;
  readonly label: string;
  readonly keys: 'Enter' | 'Insert' | 'Delete' | 'Ctrl+Delete' | 'Ctrl+D' | 'Shift+Enter' | null;
  readonly disabledReason: string | null;
}

const action = (
  command: OutlineCommand,
  label: string,
  keys: OutlineAction['keys'] = null,
  disabledReason: string | null = null,
): OutlineAction => ({ command, label, keys, disabledReason });

/**
 * All that can be done with the mouse on the drawing to what the line stands for.
 * @param previewReason why a preview cannot be started at a node; null = it can
 */
export function outlineActions(
  { subject }: OutlineItem,
  previewReason: (nodeId: string) => string | null,
): OutlineAction[] {
  switch (subject.kind) {
    case 'workflow':
      return [action('addNode', 'Add node…', 'Insert')];
    case 'node':
      return [
        action('open', 'Open in the inspector', 'Enter'),
        action('addNode', 'Add node after it…', 'Insert'),
        action('runToHere', 'Run to here', 'Shift+Enter', previewReason(subject.nodeId)),
        action('duplicate', 'Duplicate', 'Ctrl+D'),
        action('remove', 'Delete', 'Delete'),
        action('removeAndJoin', 'Delete and join', 'Ctrl+Delete'),
      ];
    case 'group':
      return subject.nodeId === null ? [] : [action('open', 'Open in the inspector', 'Enter')];
    case 'port':
      return portActions(subject.end.direction === 'output', subject.edges.length);
    case 'wire':
      return [
        action('goToOther', 'Go to the other end', 'Enter'),
        action('insert', 'Insert node on this wire…', 'Insert'),
        action('disconnect', 'Disconnect', 'Delete'),
      ];
    case 'setting':
      return [action('open', 'Change', 'Enter'), action('reset', 'Reset to the default', 'Delete')];
    case 'problem':
      return isPlaced(subject.problem) ? [action('open', 'Go to where it is', 'Enter')] : [];
    case 'note':
      return [action('edit', 'Edit text…', 'Enter'), action('remove', 'Delete', 'Delete')];
    case 'frame':
      return [action('edit', 'Rename…', 'Enter'), action('remove', 'Delete', 'Delete')];
  }
}

function isPlaced({ nodeId, edgeId }: WorkflowProblem): boolean {
  return nodeId !== null || edgeId !== null;
}

function portActions(isOutput: boolean, wires: number): OutlineAction[] {
  const none = wires === 0 ? 'Nothing is connected' : null;
  const one = none ?? (wires > 1 ? 'Open the line and choose a wire' : null);
  return [
    action('connect', isOutput ? 'Connect to…' : 'Connect from…', 'Enter'),
    action('addNode', isOutput ? 'Add node that takes it…' : 'Add node that gives it…', 'Insert'),
    action('insert', 'Insert node on this wire…', null, one),
    action('goToOther', 'Go to the other end', null, one),
    action('disconnect', wires > 1 ? `Disconnect ${wires} wires` : 'Disconnect', 'Delete', none),
  ];
}
