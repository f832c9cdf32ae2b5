import type { NodeDefinition } from '../../../shared/domain/nodeDefinition.ts';
import type { WorkflowNode } from '../../../shared/domain/workflow.ts';
import { fieldsOf } from '../settings/fieldsOf.ts';
import type { SettingField } from '../settings/settingField.ts';
import { sourceWords } from './sourceWords.ts';
import { type SettingLibrary, valueWords } from './valueWords.ts';

/** Without a library, what is named in it is told by its id. */
const nothingNamed: SettingLibrary = { materials: [], templates: [], template: null };

function fieldOf(definition: NodeDefinition | null, name: string): SettingField | null {
  return (definition && fieldsOf(definition).get(name)) ?? null;
}

/** The title of a setting; null = the node type has no such setting. */
export function settingTitle(definition: NodeDefinition | null, name: string): string | null {
  return fieldOf(definition, name)?.title ?? null;
}

/** A value of a setting as people read it; undefined = not given, so the default holds. */
export function settingText(
  definition: NodeDefinition | null,
  name: string,
  given: WorkflowNode['settings'][string] | undefined,
  library: SettingLibrary = nothingNamed,
): string {
  const field = fieldOf(definition, name);
  if (field === null) return given === undefined ? 'Not set' : JSON.stringify(given);
  const value = given === undefined ? field.default : given;
  if (value === null && field.from !== null) return sourceWords[field.from];
  const words = valueWords(field, value, library);
  return words === '' ? 'Empty' : words;
}
