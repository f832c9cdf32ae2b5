import type { NodeDefinition } from '../../../shared/domain/nodeDefinition.ts';
import type { WorkflowConfig, WorkflowEdge, WorkflowNode } from '../../../shared/domain/workflow.ts';
import type { FieldChange, WorkflowDiff } from '../../../shared/graph/diffWorkflows.ts';
import type { NodeCatalogue } from '../../../shared/graph/nodeCatalogue.ts';
import { formatCounted } from '../../ui/format.ts';
import type { SettingLibrary } from '../words/valueWords.ts';
import { lookUp } from '../document/graphLookup.ts';
import { nodeTitle } from '../document/nodeTitle.ts';
import { settingText, settingTitle } from '../words/settingText.ts';

export interface DiffRow {
  readonly key: string;
  /** The node that it is about; null = the workflow. */
  readonly nodeId: string | null;
  readonly title: string;
  /** What of it: a setting, a type; empty = nothing more to say. */
  readonly what: string;
  /** null = there is no before, or after. */
  readonly before: string | null;
  readonly after: string | null;
}

export interface DiffGroup {
  readonly key: 'added' | 'removed' | 'changed' | 'moved' | 'wiresAdded' | 'wiresRemoved' | 'fields';
  /** "Nodes added". */
  readonly label: string;
  /** "2 nodes added". */
  readonly counted: string;
  readonly rows: readonly DiffRow[];
}

/** What ids and names stand for. */
export interface DiffWords {
  readonly catalogue: NodeCatalogue;
  readonly library: SettingLibrary;
}

interface Sides {
  readonly before: WorkflowConfig;
  readonly after: WorkflowConfig;
}

/** A diff in words, by kind of change; kinds without changes are left out. */
export function diffRows(diff: WorkflowDiff, { before, after }: Sides, words: DiffWords): DiffGroup[] {
  const { catalogue } = words;
  const groups: [DiffGroup['key'], DiffRow[], one: string, many: string, end: string][] = [
    ['added', diff.nodes.added.map((node) => nodeRow('added', node, catalogue)), 'node', 'nodes', 'added'],
    ['removed', diff.nodes.removed.map((node) => nodeRow('removed', node, catalogue)), 'node', 'nodes', 'removed'],
    ['changed', changedRows(diff, after, words), 'setting', 'settings', 'changed'],
    ['moved', movedRows(diff, after, catalogue), 'node', 'nodes', 'moved'],
    ['wiresAdded', wireRows(diff.edges.added, after, catalogue), 'wire', 'wires', 'added'],
    ['wiresRemoved', wireRows(diff.edges.removed, before, catalogue), 'wire', 'wires', 'removed'],
    ['fields', fieldRows(diff), 'property of the workflow', 'properties of the workflow', 'changed'],
  ];
  return groups
    .filter(([, rows]) => rows.length > 0)
    .map(([key, rows, one, many, end]) => ({
      ...{ key, rows, label: capital(`${many} ${end}`) },
      counted: `${formatCounted(rows.length, one, many)} ${end}`,
    }));
}

function row(key: string, nodeId: string | null, rest: Partial<DiffRow> & Pick<DiffRow, 'title'>): DiffRow {
  return { ...{ key, nodeId, what: '', before: null, after: null }, ...rest };
}

function titleIn(config: WorkflowConfig, id: string, catalogue: NodeCatalogue): string {
  const node = lookUp(config).node(id);
  return node === null ? id : nodeTitle(node, catalogue);
}

function nodeRow(key: string, node: WorkflowNode, catalogue: NodeCatalogue): DiffRow {
  return row(`${key} ${node.id}`, node.id, { title: nodeTitle(node, catalogue), what: node.type });
}

function movedRows({ nodes }: WorkflowDiff, config: WorkflowConfig, catalogue: NodeCatalogue): DiffRow[] {
  const place = ({ x, y }: WorkflowNode['position']) => `${x}, ${y}`;
  return nodes.moved.map(({ id, before, after }) =>
    row(`moved ${id}`, id, { title: titleIn(config, id, catalogue), before: place(before), after: place(after) }),
  );
}

function changedRows({ nodes }: WorkflowDiff, config: WorkflowConfig, words: DiffWords): DiffRow[] {
  return nodes.changed.flatMap(({ id, fields }) => {
    const title = titleIn(config, id, words.catalogue);
    const definition = words.catalogue.get(lookUp(config).node(id)?.type ?? '');
    return fields.map((change) =>
      row(`changed ${id} ${change.field}`, id, { title, ...nodeChange(change, definition, words.library) }),
    );
  });
}

function wireRows(edges: readonly WorkflowEdge[], config: WorkflowConfig, catalogue: NodeCatalogue): DiffRow[] {
  const end = ({ node, port }: WorkflowEdge['source']) => `${titleIn(config, node, catalogue)}, ${port}`;
  return edges.map(({ id, source, target }) =>
    row(`wire ${id}`, target.node, { title: `${end(source)} → ${end(target)}` }),
  );
}

function fieldRows({ fields }: WorkflowDiff): DiffRow[] {
  return fields.flatMap((change) => {
    const words = workflowChange(change);
    return words === null ? [] : [row(`field ${change.field}`, null, words)];
  });
}

const nodeFields: Readonly<Record<string, string>> = {
  label: 'Name',
  note: 'Note',
  type: 'Node type',
  version: 'Version of the node type',
};

function nodeChange(
  { field, before, after }: FieldChange,
  definition: NodeDefinition | null,
  library: SettingLibrary,
): Pick<DiffRow, 'what' | 'before' | 'after'> {
  const name = /^settings\.(.*)$/s.exec(field)?.[1];
  if (name === undefined) return { what: nodeFields[field] ?? field, before: plain(before), after: plain(after) };
  const text = (value: FieldChange['after']) => settingText(definition, name, value, library);
  return { what: settingTitle(definition, name) ?? name, before: text(before), after: text(after) };
}

/** Where one looks is no change of the workflow. Lists are told by their length: the canvas shows what is in them. */
function workflowChange({ field, before, after }: FieldChange): Pick<DiffRow, 'title' | 'before' | 'after'> | null {
  const counted = (one: string) => ({
    before: formatCounted(lengthOf(before), one),
    after: formatCounted(lengthOf(after), one),
  });
  switch (field) {
    case 'viewport':
      return null;
    case 'frames':
      return { title: 'Frames', ...counted('frame') };
    case 'notes':
      return { title: 'Notes', ...counted('note') };
    case 'nodes.order':
      return { title: 'Order of the nodes', before: null, after: null };
    case 'edges.order':
      return { title: 'Order of the wires', before: null, after: null };
    case 'legacy':
      return { title: 'Kept from an older generation', before: null, after: null };
    default:
      return { title: workflowFields[field] ?? field, before: plain(before), after: plain(after) };
  }
}

const workflowFields: Readonly<Record<string, string>> = {
  name: 'Name',
  description: 'Description',
  family: 'Family',
  executionMode: 'Mode',
};

const lengthOf = (value: unknown): number => (Array.isArray(value) ? value.length : 0);

function plain(value: unknown): string {
  if (value === undefined) return 'none';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
