import { describe, expect, it } from 'vitest';
import { nodeCatalogueOf } from '../../../electron/nodes/nodeCatalogueOf.ts';
import { createNodeRegistry } from '../../../electron/nodes/registry.ts';

const catalogue = nodeCatalogueOf(createNodeRegistry());

describe('the node catalogue', () => {
  it('has every definition of the registry and nothing else', () => {
    expect(catalogue.list().map(({ type }) => type)).toEqual(
      createNodeRegistry()
        .list()
        .map(({ spec }) => spec.type),
    );
    expect(catalogue.get('blender_still')?.contract.produces).toEqual(['image']);
    expect(catalogue.get('blender_stil')).toBeNull();
  });

  it('finds nothing wrong with missing settings, with the defaults, and with a type that it does not know', () => {
    for (const { type, defaults } of catalogue.list()) {
      expect(catalogue.checkSettings(type, {}), type).toEqual([]);
      expect(catalogue.checkSettings(type, defaults), type).toEqual([]);
    }
    expect(catalogue.checkSettings('nobody', { anything: 1 })).toEqual([]);
  });

  it('names every setting that is wrong, with its value', () => {
    const findings = catalogue.checkSettings('blender_still', { width: 3, samples: 'many', engine: 'luxcore' });
    expect(findings.map(({ field, unknown }) => [field, unknown])).toEqual([
      ['width', false],
      ['engine', false],
      ['samples', false],
    ]);
    expect(findings[0]?.message).toMatch(/^Width is 3\. .*16/);
    expect(findings[1]?.message).toMatch(/^Engine is "luxcore"\. .*cycles.*eevee/);
    expect(findings[2]?.message).toMatch(/^Samples is "many"/);
  });

  it('tells unknown settings from wrong ones', () => {
    expect(catalogue.checkSettings('notify', { armed: 'yes', volume: 11 })).toEqual([
      { field: 'armed', message: expect.stringContaining('Armed is "yes"'), unknown: false },
      { field: 'volume', message: "Notify has no setting 'volume'.", unknown: true },
    ]);
  });

  it('names the place in a list', () => {
    const order = { resolutionOrder: ['rules', 'magic'] };
    expect(catalogue.checkSettings('material_map_resolve', order)[0]?.field).toBe('resolutionOrder.1');
    for (const resolutionOrder of [[], ['rules', 'rules']]) {
      expect(catalogue.checkSettings('material_map_resolve', { resolutionOrder })[0]?.field).toBe('resolutionOrder');
    }
  });

  it('demands a file of a source that is one', () => {
    const [finding] = catalogue.checkSettings('resolve_glb', { source: 'file' });
    expect(finding).toMatchObject({ field: 'fileSha256', message: expect.stringContaining('File is not given') });
    expect(catalogue.checkSettings('resolve_glb', { source: 'file', fileSha256: 'a'.repeat(64) })).toEqual([]);
  });

  it.each(['../up', 'a/b', 'a:b', '.hidden', '', ' lead', 'x\ny'])('refuses the file name %j', (fileName) => {
    expect(catalogue.checkSettings('output_save', { fileName })).toHaveLength(1);
  });

  it.each(['Kugellager Größe 2', 'front-view_03'])('takes the file name %j', (fileName) => {
    expect(catalogue.checkSettings('output_save', { fileName })).toEqual([]);
  });
});
