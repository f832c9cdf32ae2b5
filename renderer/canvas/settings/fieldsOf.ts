import type { NodeDefinition } from '../../../shared/domain/nodeDefinition.ts';
import { fieldsOfRow, type SettingField } from './settingField.ts';
import { settingFields } from './settingFields.ts';

type Fields = ReadonlyMap<string, SettingField>;
/** Reading a schema takes longer than all questions about it; a definition never changes. */
const known = new WeakMap<NodeDefinition, Fields>();

/** The settings of a node type by their name, in the order of the form. */
export function fieldsOf(definition: NodeDefinition): Fields {
  const before = known.get(definition);
  if (before !== undefined) return before;
  const fields = settingFields(definition).flatMap(({ rows }) => rows.flatMap(fieldsOfRow));
  const made = new Map(fields.map((field) => [field.name, field]));
  known.set(definition, made);
  return made;
}
