import type { WorkflowConfig, WorkflowNode } from '../../../shared/domain/workflow.ts';
import type { WorkflowProblem } from '../../../shared/domain/workflowProblem.ts';
import type { NodeCatalogue } from '../../../shared/graph/nodeCatalogue.ts';
import { orderNodes } from '../../../shared/graph/orderNodes.ts';
import { nodeTitle } from '../document/nodeTitle.ts';
import { settingText, settingTitle } from '../words/settingText.ts';

export interface WorkflowHit {
  readonly kind: 'nodes' | 'notes' | 'frames';
  readonly id: string;
  readonly title: string;
  /** What of it was found, in words: "Camera: Detail A"; null = its title. */
  readonly found: string | null;
}

interface Document {
  readonly config: WorkflowConfig;
  readonly catalogue: Pick<NodeCatalogue, 'get'>;
  readonly problems: readonly WorkflowProblem[];
}

/** Longer text is cut around what was found. */
const ROOM = 60;

/**
 * Everything on the canvas that holds the text: labels, types, notes, settings, ids and the problems of nodes, each item
 * once, with where it was found. Nodes come in the order in which they run. Case does not matter; no text finds nothing.
 */
export function findInWorkflow(query: string, { config, catalogue, problems }: Document): WorkflowHit[] {
  const text = query.trim().toLowerCase();
  if (text === '') return [];
  const holds = (value: string): boolean => value.toLowerCase().includes(text);
  const nodes = inOrder(config).flatMap((node): WorkflowHit[] => {
    const title = nodeTitle(node, catalogue);
    if (holds(title)) return [{ kind: 'nodes', id: node.id, title, found: null }];
    const found = wordsOf(node, catalogue, problems).find(({ searched }) => searched.some(holds));
    return found ? [{ kind: 'nodes', id: node.id, title, found: found.said(text) }] : [];
  });
  const notes = (config.notes ?? [])
    .filter((note) => holds(note.text) || holds(note.id))
    .map((note): WorkflowHit => ({ kind: 'notes', id: note.id, title: 'Note', found: around(note.text, text) }));
  const frames = (config.frames ?? [])
    .filter((frame) => holds(frame.title) || holds(frame.id))
    .map(({ id, title }): WorkflowHit => ({ kind: 'frames', id, title: title === '' ? 'Frame' : title, found: null }));
  return [...nodes, ...notes, ...frames];
}

interface Searched {
  readonly searched: readonly string[];
  readonly said: (text: string) => string;
}

function wordsOf(
  node: WorkflowNode,
  catalogue: Pick<NodeCatalogue, 'get'>,
  problems: readonly WorkflowProblem[],
): Searched[] {
  const definition = catalogue.get(node.type);
  const settings = Object.entries(node.settings).map(([name, value]): Searched => {
    const title = settingTitle(definition, name) ?? name;
    const shown = settingText(definition, name, value);
    // As it is shown, and as it stands in the file.
    const raw = typeof value === 'string' ? value : JSON.stringify(value);
    return { searched: [title, name, shown, raw], said: (text) => `${title}: ${around(shown, text)}` };
  });
  const own = problems.filter(({ nodeId }) => nodeId === node.id);
  return [
    { searched: [node.type], said: () => node.type },
    { searched: definition ? [definition.label] : [], said: () => definition?.label ?? node.type },
    { searched: [node.note ?? ''], said: (text) => `Note: ${around(node.note ?? '', text)}` },
    ...settings,
    ...own.map(({ code, message }): Searched => ({ searched: [code, message], said: () => code })),
    { searched: [node.id], said: () => `Id ${node.id}` },
  ];
}

/** Nodes as they run; what a cycle blocks stands last. */
function inOrder(config: WorkflowConfig): WorkflowNode[] {
  const place = new Map(orderNodes(config).order.map((id, index) => [id, index]));
  const placeOf = ({ id }: WorkflowNode): number => place.get(id) ?? config.nodes.length;
  return config.nodes.toSorted((a, b) => placeOf(a) - placeOf(b));
}

function around(value: string, text: string): string {
  const line = value.replaceAll(/\s+/g, ' ').trim();
  if (line.length <= ROOM) return line;
  const start = Math.max(0, Math.min(line.toLowerCase().indexOf(text) - ROOM / 3, line.length - ROOM));
  const end = start + ROOM;
  return `${start > 0 ? '…' : ''}${line.slice(start, end).trim()}${end < line.length ? '…' : ''}`;
}
