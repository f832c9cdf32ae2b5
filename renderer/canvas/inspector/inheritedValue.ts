import type { OutputType } from '../../../shared/domain/outputType.ts';
import type { RenderTemplate } from '../../../shared/domain/template.ts';
import type { WorkflowNode } from '../../../shared/domain/workflow.ts';
import { nodesAhead } from './nodesAhead.ts';
import { fieldsOfRow, type SettingField, type SettingValue } from '../settings/settingField.ts';
import { settingFields } from '../settings/settingFields.ts';
import { sourceWords } from '../words/sourceWords.ts';
import { type NodeSurroundings, templateInForce } from './templateInForce.ts';

/** What a setting is as long as nobody sets it. */
export interface Inherited {
  /** Where it comes from: `From the output type`. */
  readonly words: string;
  /** The value that is in force; undefined = not known here. null = nothing, and that is known. */
  readonly value: SettingValue | undefined;
}

/** Where an unset setting gets its value, and which it is. null = it does not inherit: unset means its default. */
export function inheritedValue(field: SettingField, surroundings: NodeSurroundings): Inherited | null {
  if (!field.nullable) return null;
  if (field.from === null) return { words: 'None', value: undefined };
  return { words: sourceWords[field.from], value: valueInForce(field, surroundings) };
}

function valueInForce(field: SettingField, surroundings: NodeSurroundings): SettingValue | undefined {
  if (field.from === 'input') return fromInput(field.name, surroundings);
  if (field.from !== 'order' && field.from !== 'output_type') return undefined;
  const { outputType } = surroundings;
  return outputType === null ? undefined : ordered(field.name, outputType, templateInForce(surroundings));
}

/** The node before it decides: what is set there, else what that node inherits. */
function fromInput(name: string, surroundings: NodeSurroundings): SettingValue | undefined {
  const { config, catalogue, node } = surroundings;
  const sameSetting = (other: WorkflowNode): SettingField[] => {
    const definition = catalogue.get(other.type);
    const fields = definition ? settingFields(definition).flatMap(({ rows }) => rows.flatMap(fieldsOfRow)) : [];
    return fields.filter((field) => field.name === name);
  };
  for (const other of nodesAhead(config, node.id)) {
    const [field] = sameSetting(other);
    if (!field) continue;
    const set = other.settings[name];
    return set === undefined || set === null ? valueInForce(field, { ...surroundings, node: other }) : set;
  }
  return undefined;
}

/** What an order says of a setting: its field of the same name, and the three that are named differently. */
function ordered(
  name: string,
  { profile, renderer, format }: OutputType,
  template: RenderTemplate | null,
): SettingValue | undefined {
  if (name === 'camera') return profile.camera ?? template?.defaultCamera;
  if (name === 'transparent') return profile.background === 'transparent' || (template?.studio?.transparent ?? false);
  if (name === 'format') return format;
  const values: Readonly<Record<string, SettingValue>> = { ...profile, ...renderer };
  return values[name];
}
