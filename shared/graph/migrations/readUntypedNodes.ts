import type { Family } from '../../domain/outputType.ts';
import { type WorkflowNode, workflowNodeSchema } from '../../domain/workflow.ts';
import type { WorkflowProblem } from '../../domain/workflowProblem.ts';
import { isRecord } from '../isRecord.ts';
import type { NodeCatalogue } from '../nodeCatalogue.ts';
import { readPosition } from './applyPositions.ts';
import { foreignReason, foreignWarning } from './foreignFamily.ts';
import type { Json, MigrationLedger } from './migrationLedger.ts';

type Source = Readonly<Record<string, Json>>;

export interface UntypedNodes {
  readonly nodes: WorkflowNode[];
  readonly byId: Map<string, WorkflowNode>;
  /** Id in the source, as text -> id in the config. */
  readonly ids: Map<string, string>;
  readonly placed: Map<string, WorkflowNode['position']>;
  /** Parameters that still have to find their settings. */
  readonly params: { path: (string | number)[]; node: WorkflowNode; name: string; value: Json }[];
  /** One warning for every node of the other family. */
  readonly foreign: WorkflowProblem[];
}

const idKeys = ['id'];
const paramKeys = ['params', 'settings', 'parameters'];
const labelKeys = ['label', 'title', 'name'];
const noteKeys = ['note', 'comment'];
const positionKeys = ['position', 'pos'];

/**
 * Reads the nodes of an untyped graph. What is no node, or one of the other family, is kept aside whole; what has no place
 * in a node, by itself.
 */
export function readUntypedNodes(
  list: readonly Json[],
  { catalogue, family }: { catalogue: NodeCatalogue; family: Family },
  ledger: MigrationLedger,
): UntypedNodes {
  const found: UntypedNodes = {
    ...{ nodes: [], byId: new Map(), ids: new Map(), placed: new Map(), params: [], foreign: [] },
  };
  for (const [index, entry] of list.entries()) {
    const type = isRecord(entry) ? workflowNodeSchema.shape.type.safeParse(entry.type).data : undefined;
    if (!isRecord(entry) || type === undefined) {
      // "#" begins no id, so that it cannot meet what is kept of a real node.
      ledger.keptAside(['nodes', index], entry, 'It has no node type.', ['nodes', `#${index}`]);
      continue;
    }
    const reason = foreignReason(catalogue.get(type), family);
    if (reason !== null) {
      ledger.keptAside(['nodes', index], entry as Json, reason, ['nodes', `#${index}`]);
      found.foreign.push(foreignWarning(reason, `nodes[${index}]`));
      continue;
    }
    readNode({ index, source: entry as Source, type }, found, catalogue, ledger);
  }
  return found;
}

function readNode(
  { index, source, type }: { index: number; source: Source; type: string },
  found: UntypedNodes,
  catalogue: NodeCatalogue,
  ledger: MigrationLedger,
): void {
  const node: WorkflowNode = {
    ...{ id: readId(index, source, type, found, ledger), type, version: catalogue.get(type)?.version ?? 1 },
    ...{ position: { x: 0, y: 0 }, settings: {} },
  };
  found.nodes.push(node);
  found.byId.set(node.id, node);
  ledger.mapped(['nodes', index, 'type'], `${node.id}.type`);
  const paramsKey = paramKeys.find((key) => isRecord(source[key]));
  for (const [key, value] of Object.entries(source)) {
    const path = ['nodes', index, key];
    if (key === 'type' || (idKeys.includes(key) && isId(value))) continue;
    if (key === paramsKey) readParams(path, value, node, found, catalogue, ledger);
    else if (!readField(path, key, value, node, found, ledger)) {
      ledger.keptAside(path, value, 'A node has no such field.', ['nodes', node.id, key]);
    }
  }
}

function isId(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

function readId(index: number, source: Source, type: string, found: UntypedNodes, ledger: MigrationLedger): string {
  const given = isId(source.id) ? String(source.id) : null;
  const letters = (given ?? type).replaceAll(/[^A-Za-z0-9_-]/g, '_').slice(0, 56);
  const base = /^[A-Za-z]/.test(letters) ? letters : `n${letters}`;
  let id = base;
  for (let count = 2; found.byId.has(id); count += 1) id = `${base}_${count}`;
  if (given === null) ledger.defaulted(['nodes', index, 'id'], id);
  else ledger.mapped(['nodes', index, 'id'], `nodes.${id}`);
  if (given !== null && !found.ids.has(given)) found.ids.set(given, id);
  return id;
}

function readParams(
  path: (string | number)[],
  value: Json,
  node: WorkflowNode,
  found: UntypedNodes,
  catalogue: NodeCatalogue,
  ledger: MigrationLedger,
): void {
  // Nobody knows what the settings of an unknown type mean: they stay as they are, in their node.
  const known = catalogue.get(node.type) !== null;
  for (const [name, setting] of Object.entries(value as Source)) {
    if (known) found.params.push({ path: [...path, name], node, name, value: setting });
    else {
      node.settings[name] = setting;
      ledger.mapped([...path, name], `${node.id}.settings.${name}`);
    }
  }
}

function readField(
  path: (string | number)[],
  key: string,
  value: Json,
  node: WorkflowNode,
  found: UntypedNodes,
  ledger: MigrationLedger,
): boolean {
  const field = labelKeys.includes(key) ? 'label' : noteKeys.includes(key) ? 'note' : null;
  if (field !== null) {
    const text = workflowNodeSchema.shape[field].safeParse(value).data;
    if (text === undefined || node[field] !== undefined) return false;
    node[field] = text;
    ledger.mapped(path, `${node.id}.${field}`);
    return true;
  }
  const position = positionKeys.includes(key) ? readPosition(value) : null;
  if (position === null || found.placed.has(node.id)) return false;
  found.placed.set(node.id, position);
  ledger.mapped(path, `${node.id}.position`);
  return true;
}
