import { nodesAhead } from './nodesAhead.ts';
import { fieldsOf } from '../settings/fieldsOf.ts';
import { orderedValue } from '../settings/orderedValue.ts';
import type { SettingField, SettingValue } from '../settings/settingField.ts';
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
  const { outputType } = surroundings;
  return outputType === null ? undefined : orderedValue(field, outputType, templateInForce(surroundings));
}

/** The node before it decides: what is set there, else what that node inherits. */
function fromInput(name: string, surroundings: NodeSurroundings): SettingValue | undefined {
  const { config, catalogue, node } = surroundings;
  for (const other of nodesAhead(config, node.id)) {
    const definition = catalogue.get(other.type);
    const field = definition && fieldsOf(definition).get(name);
    if (!field) continue;
    const set = other.settings[name];
    return set === undefined || set === null ? valueInForce(field, { ...surroundings, node: other }) : set;
  }
  return undefined;
}
