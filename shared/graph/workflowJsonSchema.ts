import { z } from 'zod';
import type { NodeDefinition } from '../domain/nodeDefinition.ts';
import { workflowConfigSchema } from '../domain/workflow.ts';
import type { NodeCatalogue } from './nodeCatalogue.ts';

type JsonSchema = Record<string, unknown>;

/**
 * JSON Schema (draft 2020-12) of a workflow file, for editors and other programs: the canonical schema, with the
 * settings of every node type that the catalogue knows.
 */
export function workflowJsonSchema(catalogue: Pick<NodeCatalogue, 'list'>): JsonSchema {
  const schema = z.toJSONSchema(workflowConfigSchema, { io: 'input' }) as JsonSchema;
  const properties = schema.properties as Record<string, JsonSchema>;
  const node = properties.nodes!.items as JsonSchema;
  const definitions = catalogue.list().toSorted((a, b) => (a.type < b.type ? -1 : 1));
  return {
    ...schema,
    title: 'HartOMat workflow',
    properties: {
      ...properties,
      nodes: { ...properties.nodes, items: { ...node, allOf: definitions.map(settingsRule) } },
    },
    $defs: {
      ...(schema.$defs as JsonSchema | undefined),
      ...Object.fromEntries(definitions.map((definition) => [`settings_${definition.type}`, settingsOf(definition)])),
    },
  };
}

function settingsRule({ type }: NodeDefinition): JsonSchema {
  return {
    if: { properties: { type: { const: type } }, required: ['type'] },
    then: { properties: { settings: { $ref: `#/$defs/settings_${type}` } } },
  };
}

/** With an id of its own, so that references inside it stay inside it. No setting is required: all have a default. */
function settingsOf({ type, label, description, settingsSchema }: NodeDefinition): JsonSchema {
  const { $schema: _dialect, required: _required, ...own } = settingsSchema;
  return { $id: `urn:hartomat:settings:${type}`, title: label, description, ...own };
}
