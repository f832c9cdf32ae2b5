import { nodeCatalogueOf } from '../../../../../electron/nodes/nodeCatalogueOf.ts';
import { createNodeRegistry } from '../../../../../electron/nodes/registry.ts';
import { fieldsOf as fieldsOfDefinition } from '../../../../../renderer/canvas/settings/fieldsOf.ts';
import type { SettingField } from '../../../../../renderer/canvas/settings/settingField.ts';

/** The node types as they are shipped. */
export const catalogue = nodeCatalogueOf(createNodeRegistry());

export function fieldsOf(type: string): SettingField[] {
  const definition = catalogue.get(type);
  if (!definition) throw new Error(`There is no node type ${type}.`);
  return [...fieldsOfDefinition(definition).values()];
}

export function fieldOf(type: string, name: string): SettingField {
  const field = fieldsOf(type).find((one) => one.name === name);
  if (!field) throw new Error(`${type} has no setting ${name}.`);
  return field;
}
