import { nodeCatalogueOf } from '../../../../../electron/nodes/nodeCatalogueOf.ts';
import { createNodeRegistry } from '../../../../../electron/nodes/registry.ts';
import { fieldsOfRow, type SettingField } from '../../../../../renderer/canvas/settings/settingField.ts';
import { settingFields } from '../../../../../renderer/canvas/settings/settingFields.ts';

/** The node types as they are shipped. */
export const catalogue = nodeCatalogueOf(createNodeRegistry());

export function fieldsOf(type: string): SettingField[] {
  const definition = catalogue.get(type);
  if (!definition) throw new Error(`There is no node type ${type}.`);
  return settingFields(definition).flatMap(({ rows }) => rows.flatMap(fieldsOfRow));
}

export function fieldOf(type: string, name: string): SettingField {
  const field = fieldsOf(type).find((one) => one.name === name);
  if (!field) throw new Error(`${type} has no setting ${name}.`);
  return field;
}
