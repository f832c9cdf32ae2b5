import { z } from 'zod';
import type { NodeDefinition } from '../../../shared/domain/nodeDefinition.ts';
import { isRecord } from '../../../shared/graph/isRecord.ts';
import type { NodeCatalogue } from '../../../shared/graph/nodeCatalogue.ts';
import { settingFindings } from '../../../shared/graph/settingFindings.ts';

type Settings = Readonly<Record<string, unknown>>;
type Finding = ReturnType<NodeCatalogue['checkSettings']>[number];
type JsonSchema = Parameters<typeof z.fromJSONSchema>[0];

/**
 * What the editor knows of node types: the definitions that the main process sent, and a check of settings that is made
 * of their JSON Schemas and finds the same. Settings of the document never change in place, so what
 * was found in them once is found again without looking.
 */
export function createCatalogue(definitions: readonly NodeDefinition[]): NodeCatalogue {
  const byType = new Map(definitions.map((definition) => [definition.type, definition]));
  const schemas = new Map<string, z.ZodType>();
  const found = new WeakMap<Settings, { type: string; findings: Finding[] }>();

  const schemaOf = (definition: NodeDefinition): z.ZodType => {
    const made = schemas.get(definition.type) ?? settingsSchemaOf(definition);
    schemas.set(definition.type, made);
    return made;
  };
  return {
    get: (type) => byType.get(type) ?? null,
    list: () => definitions,
    checkSettings(type, settings) {
      const definition = byType.get(type);
      if (definition === undefined) return [];
      const known = found.get(settings);
      if (known?.type === type) return known.findings;
      const findings = settingFindings(schemaOf(definition), definition, settings, whyOf);
      found.set(settings, { type, findings });
      return findings;
    },
  };
}

/** No setting is required: a missing one counts as its default. */
function settingsSchemaOf({ settingsSchema }: NodeDefinition): z.ZodType {
  const properties = isRecord(settingsSchema.properties) ? settingsSchema.properties : {};
  const shape = Object.entries(properties).map(([name, schema]) => [name, schemaFrom(schema).optional()] as const);
  return settingsSchema.additionalProperties === false
    ? z.strictObject(Object.fromEntries(shape))
    : z.looseObject(Object.fromEntries(shape));
}

/** What has no counterpart here is left to the main process, which checks before it runs anything. */
function schemaFrom(schema: unknown): z.ZodType {
  if (!isRecord(schema)) return z.unknown();
  const nullable = withoutNull(schema);
  if (nullable !== null) return schemaFrom(nullable).nullable();
  const { default: _default, uniqueItems, ...rest } = schema;
  try {
    const made = z.fromJSONSchema(rest as JsonSchema);
    return uniqueItems === true ? made.refine(areUnique, 'Each may be named once') : made;
  } catch {
    return z.unknown();
  }
}

/**
 * The other form of what is this or null; null when it is anything else. Of a choice between two forms only "Invalid
 * input" could be said.
 */
function withoutNull({ anyOf, type }: Record<string, unknown>): Record<string, unknown> | null {
  if (Array.isArray(type)) {
    const others = type.filter((name) => name !== 'null');
    return others.length === 1 && type.length === 2 ? { type: others[0] } : null;
  }
  if (!Array.isArray(anyOf)) return null;
  const others: unknown[] = anyOf.filter((form) => !(isRecord(form) && form.type === 'null'));
  return others.length === 1 && anyOf.length === 2 && isRecord(others[0]) ? others[0] : null;
}

function areUnique(value: unknown): boolean {
  return !Array.isArray(value) || new Set(value.map((entry) => JSON.stringify(entry))).size === value.length;
}

/** A pattern is no sentence for people, and its own words stay in the main process: the help of the setting says it. */
function whyOf(issue: z.core.$ZodIssue, help: string): string {
  const isPattern = issue.code === 'invalid_format' && issue.format === 'regex';
  return isPattern ? `It cannot be written like that. ${help}` : `${issue.message}.`;
}
