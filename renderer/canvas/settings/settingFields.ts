import { z } from 'zod';
import type { NodeDefinition } from '../../../shared/domain/nodeDefinition.ts';
import { choiceLabel } from './choiceLabel.ts';
import type { FieldGroup, FieldKind, FieldRow, SettingField } from './settingField.ts';

const typesSchema = z.union([z.string().transform((type) => [type]), z.array(z.string())]).default([]);
const shapeSchema = z.object({
  type: typesSchema,
  enum: z.array(z.string()).optional().catch(undefined),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  maxLength: z.number().optional(),
  pattern: z.string().optional(),
  minItems: z.number().optional(),
  items: z
    .object({ enum: z.array(z.string()).optional() })
    .optional()
    .catch(undefined),
});
const propertySchema = shapeSchema.extend({
  anyOf: z.array(shapeSchema).optional(),
  title: z.string().optional(),
  description: z.string().optional(),
  'x-group': z.string().default('Settings'),
  'x-widget': z.string().optional(),
  'x-unit': z.string().optional(),
  'x-inherit': z.enum(['order', 'output_type', 'template', 'input', 'built_in']).optional().catch(undefined),
});
const propertiesSchema = z.object({ properties: z.record(z.string(), propertySchema).default({}) });

type Shape = z.infer<typeof shapeSchema>;
type Property = z.infer<typeof propertySchema>;

const kindOfWidget: Readonly<Record<string, FieldKind>> = {
  ...{ camera: 'camera', template: 'template', material: 'material', colour: 'colour', artifact: 'file' },
  ...{ slider: 'slider', multiline: 'longText', ordered_list: 'orderedList', patterns: 'patternList' },
};

/** So many choices are seen at once; more are a list. */
const MOST_SEGMENTS = 4;
/** Width of a choice that is seen at once, in px: its letters and its padding. Beside a label there is less room. */
const LETTER = 6.2;
const PADDING = 18;
const BESIDE_LABEL = 156;
const WHOLE_PANEL = 248;
/** A range up to here can be dragged through; a seed cannot. */
const WIDEST_SLIDER = 100_000;

/**
 * The settings of a node type as a form: groups and fields in the order of the definition, with everything that a
 * control needs. Made from the JSON Schema and its hints alone; a property that it cannot read becomes a text.
 */
export function settingFields(definition: Pick<NodeDefinition, 'settingsSchema' | 'defaults'>): FieldGroup[] {
  const { properties } = propertiesSchema.parse(definition.settingsSchema);
  const groups = new Map<string, SettingField[]>();
  for (const [name, property] of Object.entries(properties)) {
    const field = fieldOf(name, property, definition);
    const group = groups.get(property['x-group']);
    if (group) group.push(field);
    else groups.set(property['x-group'], [field]);
  }
  return [...groups].map(([name, fields]) => ({ name, rows: rowsOf(fields) }));
}

function fieldOf(name: string, property: Property, { defaults }: Pick<NodeDefinition, 'defaults'>): SettingField {
  const shapes = property.anyOf ?? [property];
  const shape = shapes.find(({ type }) => type.some((one) => one !== 'null')) ?? property;
  const choices = valuesOf(shape, property).map((value) => ({ value, label: choiceLabel(value) }));
  const room = choices.reduce((width, { label }) => width + label.length * LETTER + PADDING, 0);
  const kind = kindOfWidget[property['x-widget'] ?? ''] ?? kindOfShape(shape, room);
  return {
    ...{ name, kind, choices },
    title: property.title ?? choiceLabel(name),
    help: property.description ?? '',
    nullable: shapes.some(({ type }) => type.includes('null')),
    from: property['x-inherit'] ?? null,
    unit: property['x-unit'] ?? null,
    min: shape.minimum ?? -Infinity,
    max: shape.maximum ?? Infinity,
    integer: shape.type.includes('integer'),
    maxLength: shape.maxLength ?? Infinity,
    minItems: shape.minItems ?? 0,
    wide: (kind === 'segmented' && room > BESIDE_LABEL) || ['longText', 'orderedList', 'patternList'].includes(kind),
    default: defaults[name] ?? null,
  };
}

/** Of a colour: the word that may stand for one. */
function valuesOf(shape: Shape, property: Property): readonly string[] {
  const transparent = property['x-widget'] === 'colour' && shape.pattern?.includes('transparent');
  return transparent ? ['transparent'] : (shape.enum ?? shape.items?.enum ?? []);
}

function kindOfShape({ type, enum: values, minimum, maximum }: Shape, room: number): FieldKind {
  if (values) return values.length <= MOST_SEGMENTS && room <= WHOLE_PANEL ? 'segmented' : 'choice';
  if (type.includes('boolean')) return 'switch';
  if (type.includes('integer') || type.includes('number')) {
    const range = (maximum ?? Infinity) - (minimum ?? -Infinity);
    return range <= WIDEST_SLIDER ? 'slider' : 'number';
  }
  return type.includes('array') ? 'patternList' : 'text';
}

function rowsOf(fields: readonly SettingField[]): FieldRow[] {
  const named = (name: string): SettingField | undefined => fields.find((field) => field.name === name);
  const [width, height] = [named('width'), named('height')];
  return fields.flatMap((field): FieldRow[] => {
    if (!width || !height || (field !== width && field !== height)) return [{ kind: 'field', field }];
    return field === width ? [{ kind: 'size', width, height }] : [];
  });
}
