import type { NodeDefinition } from '../../shared/domain/nodeDefinition.ts';
import type { WorkflowConfig, WorkflowNode } from '../../shared/domain/workflow.ts';
import { orderNodes } from '../../shared/graph/orderNodes.ts';

interface ChangedSetting {
  readonly key: string;
  readonly label: string;
  readonly value: string;
  /** What it would be if it were not set. */
  readonly usual: string;
}

/** A node of a workflow as a list shows it. */
export interface NodeRow {
  readonly id: string;
  readonly label: string;
  readonly type: string;
  /** What this build has of its type: null = nothing, so it can be neither checked nor run. */
  readonly definition: NodeDefinition | null;
  /** Only those that differ from the defaults, in the order of the definition. */
  readonly changed: readonly ChangedSetting[];
}

/** Nodes in the order in which they run; nodes of a cycle, which have none, stand last. */
export function nodeRows(config: WorkflowConfig, definitions: readonly NodeDefinition[]): NodeRow[] {
  const byId = new Map(config.nodes.map((node) => [node.id, node]));
  const { order } = orderNodes(config);
  const ordered = new Set(order);
  const rest = config.nodes.filter((node) => !ordered.has(node.id));
  return [...order.flatMap((id) => byId.get(id) ?? []), ...rest].map((node) => {
    const definition = definitions.find((known) => known.type === node.type) ?? null;
    const label = node.label ?? definition?.label ?? node.type;
    return { id: node.id, label, type: node.type, definition, changed: changedSettings(node, definition) };
  });
}

function changedSettings(node: WorkflowNode, definition: NodeDefinition | null): ChangedSetting[] {
  const defaults: Readonly<Record<string, unknown>> = definition?.defaults ?? {};
  const known = Object.keys(defaults);
  const keys = [...known, ...Object.keys(node.settings).filter((key) => !known.includes(key))];
  return keys
    .filter((key) => key in node.settings && !isSame(node.settings[key], defaults[key]))
    .map((key) => {
      const { title, unit } = schemaOf(definition, key);
      const words = (value: unknown): string => settingWords(value, unit);
      return { key, label: title ?? key, value: words(node.settings[key]), usual: words(defaults[key]) };
    });
}

/** JSON values: equal when their text is. Order of keys counts, which at worst shows a setting too much. */
function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function schemaOf(definition: NodeDefinition | null, key: string): { title?: string; unit?: string } {
  const properties = definition?.settingsSchema['properties'];
  const schema = isRecord(properties) ? properties[key] : undefined;
  if (!isRecord(schema)) return {};
  const { title, 'x-unit': unit } = schema;
  return { ...(typeof title === 'string' && { title }), ...(typeof unit === 'string' && { unit }) };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A setting as people read it; null is what the order or an input decides. */
function settingWords(value: unknown, unit: string | undefined): string {
  if (value === undefined) return 'no default';
  if (value === null) return 'as ordered';
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (typeof value === 'string') return value === '' ? 'empty' : value;
  if (typeof value === 'number')
    return unit === undefined ? String(value) : `${value}${unit === '°' ? '' : '\u00a0'}${unit}`;
  return JSON.stringify(value);
}
