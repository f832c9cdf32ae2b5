import type { WorkflowConfig, WorkflowEdge, WorkflowNode } from '../../../shared/domain/workflow.ts';
import type { WorkflowProblem } from '../../../shared/domain/workflowProblem.ts';
import type { NodeCatalogue } from '../../../shared/graph/nodeCatalogue.ts';
import { orderNodes } from '../../../shared/graph/orderNodes.ts';
import { formatCounted } from '../../ui/format.ts';
import { nodeTitle } from '../document/nodeTitle.ts';
import { problemWords } from '../words/problemWords.ts';
import { settingText, settingTitle } from '../words/settingText.ts';
import type { OutlineItem } from './outlineItem.ts';
import { portItems } from './portItems.ts';

interface Document {
  readonly config: WorkflowConfig;
  readonly catalogue: NodeCatalogue;
  readonly problems: readonly WorkflowProblem[];
  /** What a run or a preview says of a node, in a word; null = nothing. */
  readonly stateOf?: (nodeId: string) => string | null;
}

/** Look-ups that every node needs. */
interface Context extends Document {
  readonly titles: ReadonlyMap<string, string>;
  readonly types: ReadonlyMap<string, string>;
  readonly from: ReadonlyMap<string, readonly WorkflowEdge[]>;
  readonly into: ReadonlyMap<string, readonly WorkflowEdge[]>;
  readonly problemsOf: ReadonlyMap<string | null, readonly WorkflowProblem[]>;
}

/**
 * The document as a tree: the workflow, its nodes in the order in which they run, and of each its inputs, outputs, changed
 * settings and problems. It says everything that the drawing shows but places.
 */
export function buildOutline(document: Document): OutlineItem {
  const { config, catalogue, problems } = document;
  const context: Context = {
    ...document,
    titles: new Map(config.nodes.map((node) => [node.id, nodeTitle(node, catalogue)])),
    types: new Map(config.nodes.map(({ id, type }) => [id, type])),
    from: grouped(config.edges, ({ source }) => source.node),
    into: grouped(config.edges, ({ target }) => target.node),
    problemsOf: grouped(problems, (problem) => ownerOf(problem, config)),
  };
  const { order } = orderNodes(config);
  const byId = new Map(config.nodes.map((node) => [node.id, node]));
  const running = order.flatMap((id) => byId.get(id) ?? []);
  const runs = new Set(order);
  const blocked = config.nodes.filter(({ id }) => !runs.has(id));
  const general = context.problemsOf.get(null) ?? [];
  return {
    id: 'workflow',
    label: config.name,
    detail: [config.family, formatCounted(config.nodes.length, 'node'), ...counted(problems)].join(', '),
    severity: worst(problems),
    subject: { kind: 'workflow' },
    children: [
      ...problemGroup('workflow', null, general, context),
      ...running.map((node, index) => nodeItem(node, `step ${index + 1}`, context)),
      ...blocked.map((node) => nodeItem(node, 'in a cycle, never runs', context)),
      ...thingItems(config),
    ],
  };
}

function grouped<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/** The node that a problem is shown at: its own, else the one that its wire leads into. */
function ownerOf({ nodeId, edgeId }: WorkflowProblem, { edges }: WorkflowConfig): string | null {
  if (nodeId !== null || edgeId === null) return nodeId;
  return edges.find(({ id }) => id === edgeId)?.target.node ?? null;
}

function nodeItem(node: WorkflowNode, step: string, context: Context): OutlineItem {
  const { catalogue, titles, stateOf } = context;
  const definition = catalogue.get(node.type);
  const titleOf = (id: string): string => titles.get(id) ?? `node ${id}, which is not there`;
  const wordsOf = (end: WorkflowEdge['source'], side: 'inputs' | 'outputs'): string => {
    const ports = catalogue.get(context.types.get(end.node) ?? '')?.[side];
    return `${titleOf(end.node)}, ${ports?.find(({ name }) => name === end.port)?.label ?? end.port}`;
  };
  const problems = context.problemsOf.get(node.id) ?? [];
  const inputs = portItems(node, definition, 'input', { edges: context.into.get(node.id) ?? [], wordsOf });
  const outputs = portItems(node, definition, 'output', { edges: context.from.get(node.id) ?? [], wordsOf });
  const state = stateOf?.(node.id) ?? null;
  return {
    id: node.id,
    label: titleOf(node.id),
    detail: [
      definition === null ? `unknown type ${node.type}` : node.type,
      step,
      ...(state === null ? [] : [state.toLowerCase()]),
      ...counted(problems),
    ].join(', '),
    severity: worst(problems),
    subject: { kind: 'node', nodeId: node.id },
    children: [
      ...groupItem(`${node.id}/inputs`, 'Inputs', node.id, inputs),
      ...groupItem(`${node.id}/outputs`, 'Outputs', node.id, outputs),
      ...groupItem(`${node.id}/settings`, 'Changed settings', node.id, settingItems(node, context)),
      ...problemGroup(node.id, node.id, problems, context),
    ],
  };
}

function groupItem(
  id: string,
  label: string,
  nodeId: string | null,
  children: readonly OutlineItem[],
  severity: OutlineItem['severity'] = null,
): OutlineItem[] {
  if (children.length === 0) return [];
  return [{ id, label, detail: String(children.length), severity, subject: { kind: 'group', nodeId }, children }];
}

function settingItems(node: WorkflowNode, { catalogue }: Context): OutlineItem[] {
  const definition = catalogue.get(node.type);
  return Object.entries(node.settings)
    .filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(definition?.defaults[name]))
    .map(([name, value]) => ({
      id: `${node.id}/setting/${name}`,
      label: settingTitle(definition, name) ?? name,
      detail: `${settingText(definition, name, value)}, default ${settingText(definition, name, undefined)}`,
      severity: null,
      subject: { kind: 'setting', nodeId: node.id, name },
      children: [],
    }));
}

function problemGroup(
  owner: string,
  nodeId: string | null,
  problems: readonly WorkflowProblem[],
  { config, catalogue }: Context,
): OutlineItem[] {
  const items = problems.map((problem, index): OutlineItem => ({
    id: `${owner}/problem/${index}/${problem.code}`,
    label: problemWords(problem, config, catalogue).message,
    detail: `${problem.remedy} ${problem.code}`.trim(),
    severity: problem.severity,
    subject: { kind: 'problem', problem },
    children: [],
  }));
  return groupItem(`${owner}/problems`, 'Problems', nodeId, items, worst(problems));
}

function thingItems({ notes = [], frames = [] }: WorkflowConfig): OutlineItem[] {
  const plain = { severity: null, children: [] };
  return [
    ...groupItem(
      'workflow/notes',
      'Notes',
      null,
      notes.map(({ id, text }) => ({
        ...{ ...plain, id: `note/${id}`, label: text.trim() === '' ? 'Empty note' : text.trim(), detail: '' },
        subject: { kind: 'note', id } as const,
      })),
    ),
    ...groupItem(
      'workflow/frames',
      'Frames',
      null,
      frames.map(({ id, title }) => ({
        ...{ ...plain, id: `frame/${id}`, label: title === '' ? 'Untitled frame' : title, detail: '' },
        subject: { kind: 'frame', id } as const,
      })),
    ),
  ];
}

function counted(problems: readonly WorkflowProblem[]): string[] {
  return problems.length === 0 ? [] : [formatCounted(problems.length, 'problem')];
}

function worst(problems: readonly WorkflowProblem[]): WorkflowProblem['severity'] | null {
  const has = (severity: WorkflowProblem['severity']) => problems.some((problem) => problem.severity === severity);
  return (['error', 'warning', 'info'] as const).find(has) ?? null;
}
