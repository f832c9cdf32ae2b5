import { describe, expect, it } from 'vitest';
import { workflowJsonSchema } from '../../../../shared/graph/workflowJsonSchema.ts';
import { graphCatalogue } from '../../../support/graphCatalogue.ts';

interface SettingsRule {
  readonly if: { properties: { type: { const: string } } };
  readonly then: { properties: { settings: { $ref: string } } };
}
interface Schema {
  readonly $schema: string;
  readonly additionalProperties: boolean;
  readonly required: string[];
  readonly properties: { nodes: { items: { allOf: SettingsRule[]; required: string[] } } };
  readonly $defs: Record<
    string,
    { $id: string; properties: object; additionalProperties: boolean; required?: unknown }
  >;
}
const catalogue = graphCatalogue();
const schema = workflowJsonSchema(catalogue) as unknown as Schema;

describe('workflowJsonSchema', () => {
  it('is the canonical schema, closed to unknown fields', () => {
    expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
    expect(schema.additionalProperties).toBe(false);
    expect(schema.required).toEqual(['schemaVersion', 'name', 'family', 'executionMode', 'nodes', 'edges']);
    expect(schema.properties.nodes.items.required).toContain('settings');
  });

  it('leads from each node type to its settings', () => {
    const rules = schema.properties.nodes.items.allOf;
    expect(rules.map((rule) => rule.if.properties.type.const)).toEqual(
      catalogue
        .list()
        .map(({ type }) => type)
        .toSorted(),
    );
    for (const rule of rules) {
      const type = rule.if.properties.type.const;
      expect(rule.then.properties.settings.$ref).toBe(`#/$defs/settings_${type}`);
      const settings = schema.$defs[`settings_${type}`]!;
      expect(Object.keys(settings.properties)).toEqual(Object.keys(catalogue.get(type)!.defaults));
      expect(settings.additionalProperties).toBe(false);
    }
  });

  it('requires no setting, as each has a default', () => {
    for (const [name, settings] of Object.entries(schema.$defs)) {
      if (name.startsWith('settings_')) expect(settings.required).toBeUndefined();
    }
  });

  it('is plain JSON', () => {
    expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
  });
});
