import type { NodeDefinition } from '../../../shared/domain/nodeDefinition.ts';
import type { OutputType } from '../../../shared/domain/outputType.ts';
import type { StepOutput } from '../../../shared/domain/run.ts';
import type { WorkflowNode } from '../../../shared/domain/workflow.ts';
import { formatPixels } from '../../ui/format.ts';
import { fieldsOf } from '../settings/fieldsOf.ts';
import { orderedValue } from '../settings/orderedValue.ts';
import type { FieldKind, SettingField, SettingValue } from '../settings/settingField.ts';
import { type SettingLibrary, valueWords } from '../words/valueWords.ts';

const MOST = 2;
const sized: ReadonlySet<string> = new Set(['width', 'height', 'samples']);
/** Settings that say what a node does also while nobody has changed them; a gap of 16 px says nothing. */
const telling: ReadonlySet<FieldKind> = new Set(['segmented', 'choice', 'switch', 'template', 'material']);
/** Their names speak for themselves. */
const named: ReadonlySet<FieldKind> = new Set(['template', 'material']);

interface SummaryNeeds {
  readonly settings: WorkflowNode['settings'];
  /** null = this application has no such type. */
  readonly definition: NodeDefinition | null;
  /** What fills in the settings that are empty; null = none was chosen. */
  readonly outputType: OutputType | null;
  readonly library: SettingLibrary;
  /** What the node gave in the run that is shown. */
  readonly outputs: readonly StepOutput[];
}

/**
 * What tells this node from others of its type, as one short line: its size and samples (`1920 × 1080, 128 spp`), also
 * those that come from the output type, and what was changed; else what it gave (`146 parts`); else what it does.
 */
export function settingsSummary({ settings, definition, outputType, library, outputs }: SummaryNeeds): string {
  if (definition === null) return 'Unknown node type';
  const fields = [...fieldsOf(definition).values()];
  const valueOf = (field: SettingField): SettingValue =>
    settings[field.name] ?? (outputType && orderedValue(field, outputType, null)) ?? field.default;
  const rest = fields.filter(({ name }) => !sized.has(name));
  const changed = rest.filter((field) => isChanged(field, settings[field.name] ?? null));
  const own = [...frameWords(fields, valueOf), ...changed.map((field) => partWords(field, valueOf(field), library))];
  if (own.length > 0) return own.slice(0, MOST).join(', ');
  const given = outputs[0]?.summary ?? '';
  if (given !== '') return given;
  const known = rest.filter((field) => telling.has(field.kind) && valueOf(field) !== null).slice(0, MOST);
  // Values that stand together explain each other: `Still image, PNG`. One alone needs its name: `Source: Cached`.
  const words = known.map((field) =>
    known.length === 1 ? aloneWords(field, valueOf(field), library) : partWords(field, valueOf(field), library),
  );
  return words.join(', ') || (fields.length === 0 ? 'No settings' : 'Default settings');
}

function frameWords(fields: readonly SettingField[], valueOf: (field: SettingField) => SettingValue): string[] {
  const [width, height, samples] = ['width', 'height', 'samples'].map((name) => {
    const field = fields.find((one) => one.name === name);
    return field ? valueOf(field) : null;
  });
  const size = typeof width === 'number' && typeof height === 'number' ? [formatPixels(width, height)] : [];
  return typeof samples === 'number' ? [...size, `${samples} spp`] : size;
}

/** JSON values: equal when their text is. */
function isChanged(field: SettingField, set: SettingValue): boolean {
  return set !== null && set !== '' && JSON.stringify(set) !== JSON.stringify(field.default);
}

function partWords(field: SettingField, value: SettingValue, library: SettingLibrary): string {
  if (typeof value === 'boolean') return `${field.title} ${value ? 'on' : 'off'}`;
  if (Array.isArray(value)) return `${field.title}: ${value.length}`;
  const words = valueWords(field, value, library);
  return typeof value === 'number' ? `${field.title} ${words}` : words;
}

function aloneWords(field: SettingField, value: SettingValue, library: SettingLibrary): string {
  const words = valueWords(field, value, library);
  return named.has(field.kind) ? words : `${field.title}: ${words}`;
}
