import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { PortValue } from '../../../electron/runtime/contracts/portValues.ts';
import { hashFile } from '../../../electron/media/hashFile.ts';
import { assignMaterials } from '../../../electron/services/gatherOrder.ts';
import { openMaterialLibrary } from '../../../electron/services/materialLibrary.ts';
import { AppError } from '../../../shared/errors/appError.ts';
import { expectAppError } from '../../support/expectAppError.ts';
import { NodeStage } from '../../support/nodeStage.ts';
import { resourcesFolder } from '../../support/testBlender.ts';

let stage: NodeStage;
const library = openMaterialLibrary(resourcesFolder);

beforeAll(async () => {
  stage = await NodeStage.open('nested18');
});

afterEach(() => stage.reset());
afterAll(() => stage.close());

const mapOf = (value: PortValue | undefined) => value?.data as PortValue<'material_map'>['data'];

describe('order_line_setup', () => {
  it('says what was ordered, and nothing of the limits', async () => {
    const { order_line } = await stage.run('order_line_setup');
    expect(order_line).toEqual(stage.orderLine());
    expect(JSON.stringify(order_line)).not.toContain('Seconds');
  });
});

describe('resolve_template', () => {
  it('gives the ordered template, or the one that is set', async () => {
    const inputs = { order_line: stage.orderLine({ templateId: 'dark_studio' }) };
    const ordered = await stage.run('resolve_template', { inputs });
    expect(ordered.template?.data).toMatchObject({ template: { id: 'dark_studio' }, sha256: 'of dark_studio' });
    const set = await stage.run('resolve_template', { inputs, settings: { templateId: 'cut_out' } });
    expect(set.template?.data).toMatchObject({ template: { id: 'cut_out' } });
  });

  it('gives the file of a .blend template with it', async () => {
    const template = { ...stage.template().data.template, kind: 'blend' as const, blendSha256: 'b' };
    const blendPath = (await stage.written('blend', 'studio.blend', 'a studio')).path;
    stage.calls.answers.set('template', { value: template, sha256: 't', blendPath });
    const outputs = await stage.run('resolve_template', { inputs: { order_line: stage.orderLine() } });
    expect(outputs.template?.files).toMatchObject([{ name: 'blend', extension: 'blend', path: blendPath }]);
  });

  it('refuses a .blend template without its file', async () => {
    const template = { ...stage.template().data.template, kind: 'blend' as const };
    stage.calls.answers.set('template', { value: template, sha256: 't', blendPath: null });
    const run = stage.run('resolve_template', { inputs: { order_line: stage.orderLine() } });
    await expectAppError(run, 'template.missing_file');
  });

  it('passes on that nobody has the template', async () => {
    const inputs = { order_line: stage.orderLine({ templateId: 'moon' }) };
    await expectAppError(stage.run('resolve_template', { inputs }), 'template.unknown');
  });
});

describe('resolve_glb', () => {
  const inputs = () => ({ order_line: stage.orderLine() });

  it.each([
    ['cached', 'cached'],
    ['rebuild', 'rebuilt'],
    ['file', 'file'],
  ])('%s gives the model and its parts', async (source, said) => {
    const fileSha256 = source === 'file' ? (await hashFile(stage.glbPath)).sha256 : null;
    const outputs = await stage.run('resolve_glb', { inputs: inputs(), settings: { source, fileSha256 } });
    expect(outputs.glb?.data).toEqual({ meshNodes: 18, source: said });
    expect(outputs.manifest?.data).toMatchObject({ parts: 18, uniquePartKeys: 18 });
    expect(await readFile(outputs.glb?.files[0]?.path ?? '')).toEqual(await readFile(stage.glbPath));
  });

  it('refuses a model that does not hold the parts of the product', async () => {
    const other = await NodeStage.open('twoBoxes');
    try {
      stage.calls.answers.set('glb', other.glbPath);
      const error = await expectAppError(stage.run('resolve_glb', { inputs: inputs() }), 'cad.parity_failed');
      expect(error.details['the model']).toMatchObject({ parts: 2, missing: { length: 18 }, extra: { length: 2 } });
    } finally {
      other.close();
    }
  });

  it('passes on that the chosen file is not kept', async () => {
    const settings = { source: 'file', fileSha256: 'a'.repeat(64) };
    await expectAppError(stage.run('resolve_glb', { inputs: inputs(), settings }), 'file.missing');
  });

  it.each([
    ['cached', 'manifest', 'product.no_cad'],
    ['cached', 'glb', 'file.missing'],
    ['rebuild', 'step', 'product.no_cad'],
    ['rebuild', 'importStep', 'cad.timeout'],
  ] as const)('%s passes on what %s refuses', async (source, service, code) => {
    stage.calls.failures.set(service, new AppError(code, 'That is not possible.'));
    await expectAppError(stage.run('resolve_glb', { inputs: inputs(), settings: { source } }), code);
  });
});

describe('material_map_resolve', () => {
  const rules = [
    { pattern: 'nut*', materialId: 'brass' },
    { pattern: 'bolt*', materialId: 'unobtainium' },
  ];

  async function resolved(settings = {}, override: string | null = null) {
    const inputs = {
      order_line: stage.orderLine({ materialOverride: override }),
      manifest: await stage.manifestValue(),
    };
    const { material_map } = await stage.run('material_map_resolve', { inputs, settings, subject: { rules } });
    return mapOf(material_map);
  }

  it.each([null, 'paint_red'])('gives exactly what the fixed pipeline gives (override %s)', async (override) => {
    const { assignments, materials } = await resolved({}, override);
    expect({ assignments, materials }).toEqual(assignMaterials(stage.manifest, rules, override, library));
  });

  it('names the parts that neither map nor override gave a material', async () => {
    const { unmatched } = await resolved();
    const nuts = stage.manifest.parts.filter(({ productName }) => productName === 'nut');
    expect(unmatched).toHaveLength(18 - nuts.length);
    expect(stage.logs).toEqual([expect.stringContaining(`${18 - nuts.length} of 18 parts`)]);
    expect((await resolved({}, 'paint_red')).unmatched).toEqual([]);
  });

  it('puts its own override over that of the order', async () => {
    const { assignments } = await resolved({ materialOverride: 'brass' }, 'paint_red');
    expect(new Set(Object.values(assignments))).toEqual(new Set(['brass']));
  });

  it.each([
    [['cad_colour', 'rules', 'default'], /^cad_|^brass$|^default_grey$/],
    [['default'], /^default_grey$/],
    [['rules'], /^brass$|^default_grey$/],
    [['rules', 'override'], /^brass$|^paint_red$/],
  ])('asks the sources in the order %j', async (resolutionOrder, all) => {
    const { assignments } = await resolved({ resolutionOrder }, 'paint_red');
    expect(Object.keys(assignments)).toHaveLength(18);
    for (const id of Object.values(assignments)) expect(id).toMatch(all);
  });

  it('puts the colour of the CAD file before the map when it is told to', async () => {
    const { assignments } = await resolved({ resolutionOrder: ['cad_colour', 'rules'] });
    const coloured = stage.manifest.parts.find(({ productName, color }) => productName === 'nut' && color);
    expect(assignments[coloured?.partKey ?? '']).toMatch(/^cad_/);
  });

  it('refuses an override that the library does not have, unless it is not asked', async () => {
    await expectAppError(resolved({}, 'unobtainium'), 'material.unknown');
    await expect(resolved({ resolutionOrder: ['rules'] }, 'unobtainium')).resolves.toBeDefined();
  });
});

describe('auto_populate_materials', () => {
  async function populated(mode: string, assigned: Record<string, string> = {}) {
    const manifest = await stage.manifestValue();
    const rules = Object.entries(assigned).map(([pattern, materialId]) => ({ pattern, materialId }));
    const order = { inputs: { order_line: stage.orderLine(), manifest }, subject: { rules } };
    const material_map = (await stage.run('material_map_resolve', order)).material_map!;
    const outputs = await stage.run('auto_populate_materials', {
      inputs: { material_map, manifest },
      settings: { mode },
    });
    return { before: mapOf(material_map), after: mapOf(outputs.material_map) };
  }

  const keysOf = (name: string) =>
    stage.manifest.parts.filter(({ productName }) => productName === name).map(({ partKey }) => partKey);

  it('changes nothing unless it is switched on', async () => {
    const { before, after } = await populated('off');
    expect(after).toEqual(before);
  });

  it('fills in what is missing and leaves what the map says', async () => {
    const { before, after } = await populated('fill_missing', { 'nut*': 'brass' });
    for (const key of keysOf('nut')) expect(after.assignments[key]).toBe('brass');
    for (const key of keysOf('bolt')) expect(after.assignments[key]).toBe('steel_zinc');
    expect(keysOf('bolt').length).toBeGreaterThan(0);
    expect(after.unmatched.filter((key) => keysOf('bolt').includes(key))).toEqual([]);
    expect(after.unmatched.length).toBeLessThan(before.unmatched.length);
  });

  it('replaces what the map says when it is told to', async () => {
    const { after } = await populated('replace', { '*': 'brass' });
    for (const key of keysOf('nut')) expect(after.assignments[key]).toBe('steel_zinc');
  });

  it('keeps exactly the materials in use and the default, sorted', async () => {
    const { after } = await populated('replace');
    const ids = after.materials.map(({ id }) => id);
    expect(ids).toEqual([...new Set([...Object.values(after.assignments), 'default_grey'])].sort());
  });
});
