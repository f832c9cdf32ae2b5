import type { NodeDefinition } from '../../../shared/domain/nodeDefinition.ts';
import type { WorkflowNode } from '../../../shared/domain/workflow.ts';
import { fieldsOfRow, type SettingField } from '../settings/settingField.ts';
import { settingFields } from '../settings/settingFields.ts';
import { sourceWords } from './sourceWords.ts';
import { type SettingLibrary, valueWords } from './valueWords.ts';

/** Without a library, what is named in it is told by its id. */
const nothingNamed: SettingLibrary = { materials: [], templates: [], template: null };

type Fields = ReadonlyMap<string, SettingField>;
/** Reading a schema takes longer than all questions about it; a definition never changes. */
const known = new WeakMap<NodeDefinition, Fields>();

function fieldsOf(definition: NodeDefinition): Fields {
  const before = known.get(definition);
  if (before !== undefined) return before;
  const fields = settingFields(definition).flatMap(({ rows }) => rows.flatMap(fieldsOfRow));
  const made = new Map(fields.map((field) => [field.name, field]));
  known.set(definition, made);
  return made;
}

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
