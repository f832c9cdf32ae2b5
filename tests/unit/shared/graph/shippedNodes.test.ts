import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { nodeCatalogueOf } from '../../../../electron/nodes/nodeCatalogueOf.ts';
import { createNodeRegistry } from '../../../../electron/nodes/registry.ts';
import type { NodeDefinition } from '../../../../shared/domain/nodeDefinition.ts';
import { migrateWorkflow } from '../../../../shared/graph/migrateWorkflow.ts';
import { presetConfig, workflowPresets } from '../../../../shared/graph/presetConfig.ts';
import { validateWorkflow } from '../../../../shared/graph/validateWorkflow.ts';
import { workflowJsonSchema } from '../../../../shared/graph/workflowJsonSchema.ts';
import { graphCatalogue } from '../../../support/graphCatalogue.ts';

const shipped = nodeCatalogueOf(createNodeRegistry());
const folder = new URL('../../../fixtures/workflows/legacy/', import.meta.url);
const files = readdirSync(folder);
const whole = files.filter((file) => /\.(preset|steps|graph)\.json$/.test(file));

const graphSide = ({ type, families, inputs, outputs, contract, defaults }: NodeDefinition) => ({
  ...{ type, families: families.toSorted(), settings: Object.keys(defaults).toSorted() },
  inputs: inputs.map(({ name, types, required, multiple }) => ({ name, types, required, multiple })),
  outputs: outputs.map(({ name, types }) => ({ name, types })),
  ...{ publishes: contract.publishes, artifactKind: contract.artifactKind, effect: contract.effect },
});
const byType = (a: { type: string }, b: { type: string }) => (a.type < b.type ? -1 : 1);

describe('the nodes that are shipped', () => {
  it('are to a graph what the catalogue of these tests says', () => {
    const fake = graphCatalogue();
    expect(shipped.list().map(graphSide).toSorted(byType)).toEqual(fake.list().map(graphSide).toSorted(byType));
  });

  it.each(workflowPresets)('make the preset %s one that can be dispatched', (preset) => {
    expect(validateWorkflow(presetConfig(preset), shipped)).toEqual([]);
  });

  it.each(files)('take what the migration of %s gives them', (file) => {
    const { config, problems } = migrateWorkflow(JSON.parse(readFileSync(new URL(file, folder), 'utf8')), shipped);
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    const found = validateWorkflow(config!, shipped).map(({ code, field }) => `${code} ${field}`);
    // Its source is a file, and what it gave as the file's hash is none: that is for a person to say.
    const open = file === 'still.graph-odd.json' ? ['settings.invalid fileSha256'] : [];
    expect(found.filter((text) => text.startsWith('settings'))).toEqual(open);
  });

  it.each(whole)('make the migrated %s one that can be dispatched', (file) => {
    const { config } = migrateWorkflow(JSON.parse(readFileSync(new URL(file, folder), 'utf8')), shipped);
    expect(validateWorkflow(config!, shipped)).toEqual([]);
  });

  it('have settings that the JSON Schema of a workflow can hold', () => {
    expect(JSON.stringify(workflowJsonSchema(shipped))).toContain('urn:hartomat:settings:output_save');
  });
});
