import type { NodeDefinition } from '../../../shared/domain/nodeDefinition.ts';
import type { WorkflowNode } from '../../../shared/domain/workflow.ts';
import { isRecord } from '../../../shared/graph/isRecord.ts';
import { formatPixels } from '../../ui/format.ts';

const MOST = 2;

/** The settings that tell this node from others of its type, as one short line: `1920 × 1080, 128 spp`. */
export function settingsSummary(
  { settings }: Pick<WorkflowNode, 'settings'>,
  definition: NodeDefinition | null,
): string {
  if (definition === null) return 'Unknown node type';
  const { defaults, settingsSchema } = definition;
  const properties = isRecord(settingsSchema['properties']) ? settingsSchema['properties'] : {};
  const names = Object.keys(properties);
  if (names.length === 0) return 'No settings';
  const valueOf = (name: string): unknown => settings[name] ?? defaults[name] ?? null;
  const parts: string[] = [];
  const [width, height, samples] = ['width', 'height', 'samples'].map(valueOf);
  if (typeof width === 'number' && typeof height === 'number') parts.push(formatPixels(width, height));
  if (typeof samples === 'number') parts.push(`${samples} spp`);
  const told = new Set(['width', 'height', 'samples']);
  for (const name of names) {
    if (parts.length >= MOST) break;
    const value = valueOf(name);
    if (told.has(name) || value === null || value === '' || isSame(value, defaults[name])) continue;
    parts.push(partOf(name, value, properties[name]));
  }
  return parts.length === 0 ? 'Default settings' : parts.join(', ');
}

/** JSON values: equal when their text is. */
function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b ?? null);
}

function partOf(name: string, value: unknown, schema: unknown): string {
  const hints = isRecord(schema) ? schema : {};
  const title = typeof hints['title'] === 'string' ? hints['title'] : name;
  const unit = typeof hints['x-unit'] === 'string' ? ` ${hints['x-unit']}` : '';
  if (typeof value === 'boolean') return `${title} ${value ? 'on' : 'off'}`;
  if (typeof value === 'number') return `${title} ${value}${unit}`;
  if (typeof value === 'string') return value.replaceAll('_', ' ');
  return Array.isArray(value) ? `${title}: ${value.length}` : `${title} set`;
}
