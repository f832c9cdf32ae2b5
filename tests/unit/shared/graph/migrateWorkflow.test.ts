import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { canonicalWorkflow } from '../../../../shared/graph/canonicalWorkflow.ts';
import { migrateWorkflow } from '../../../../shared/graph/migrateWorkflow.ts';
import { legacyParams } from '../../../../shared/graph/migrations/legacyParams.ts';
import { parseWorkflowText } from '../../../../shared/graph/parseWorkflowText.ts';
import { presetConfig, type WorkflowPreset, workflowPresets } from '../../../../shared/graph/presetConfig.ts';
import { validateWorkflow } from '../../../../shared/graph/validateWorkflow.ts';
import { graphCatalogue } from '../../../support/graphCatalogue.ts';
import { wireOf } from '../../../support/graphs.ts';

const catalogue = graphCatalogue();
const folder = new URL('../../../fixtures/workflows/legacy/', import.meta.url);
const fixtures = readdirSync(folder).map((file) => ({
  name: file.replace('.json', ''),
  source: JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Record<string, unknown>,
}));

function migrated(input: unknown) {
  const result = migrateWorkflow(input, catalogue);
  if (result.config === null) throw new Error(JSON.stringify(result.problems, null, 2));
  return result;
}
const fixture = (name: string) => migrated(fixtures.find((entry) => entry.name === name)!.source);
const settingsOf = (config: ReturnType<typeof fixture>['config'], id: string) =>
  config.nodes.find((node) => node.id === id)?.settings;
const codesOf = (config: ReturnType<typeof fixture>['config']) =>
  validateWorkflow(config, catalogue).map(({ code }) => code);

/** Path and value of everything in a document that holds no more values. */
function leaves(value: unknown, path = ''): { path: string; value: unknown }[] {
  if (typeof value !== 'object' || value === null) return [{ path, value }];
  const entries = Array.isArray(value)
    ? value.map((member, index) => [`${path}[${index}]`, member] as const)
    : Object.entries(value).map(([key, member]) => [keyed(path, key), member] as const);
  return entries.flatMap(([at, member]) => leaves(member, at));
}
function keyed(path: string, key: string): string {
  if (!/^[A-Za-z_][A-Za-z0-9_-]*$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === '' ? key : `${path}.${key}`;
}
const isWithin = (path: string, whole: string) =>
  path === whole || path.startsWith(`${whole}.`) || path.startsWith(`${whole}[`);

describe('migrateWorkflow loses nothing', () => {
  it('has fixtures of every preset in every generation', () => {
    for (const preset of workflowPresets) {
      for (const generation of ['preset', 'steps', 'graph']) {
        expect(fixtures.map(({ name }) => name)).toContain(`${preset}.${generation}`);
      }
    }
  });

  it.each(fixtures)('$name: every value is mapped or under legacy', ({ source }) => {
    const { config, report } = migrated(source);
    const kept = leaves(config.legacy ?? {}).map(({ value }) => JSON.stringify(value));
    for (const leaf of leaves(source)) {
      const aside = report.keptAside.filter(({ path }) => isWithin(leaf.path, path));
      const mapped = report.mapped.some(({ path }) => isWithin(leaf.path, path));
      expect(mapped || aside.length > 0, `${leaf.path} is neither mapped nor kept`).toBe(true);
      if (aside.length > 0) expect(kept, leaf.path).toContain(JSON.stringify(leaf.value));
    }
  });

  it.each(fixtures)('$name: what is told to be kept aside is of the source', ({ source }) => {
    const all = new Set(leaves(source).map(({ value }) => JSON.stringify(value)));
    for (const { value } of leaves(migrated(source).config.legacy ?? {})) expect(all).toContain(JSON.stringify(value));
  });

  it.each(fixtures)('$name: saves, loads and saves the same bytes, and migrates no second time', ({ source }) => {
    const { config } = migrated(source);
    const saved = canonicalWorkflow(config);
    expect(canonicalWorkflow(parseWorkflowText(saved).config!)).toBe(saved);
    const again = migrated(config);
    expect(again.config).toEqual(config);
    expect(again.report).toEqual({ from: 'canonical', mapped: [], defaulted: [], keptAside: [] });
  });

  it.each(fixtures)('$name: tells every setting as given or defaulted', ({ source }) => {
    const { config, report } = migrated(source);
    for (const { id, type, settings } of config.nodes) {
      for (const name of Object.keys(catalogue.get(type)?.defaults ?? {})) {
        const defaulted = report.defaulted.filter(({ path }) => path === `nodes.${id}.settings.${name}`);
        const given = report.mapped.some(({ to }) => to.includes(`${id}.settings.${name}`));
        expect([defaulted.length === 1, given].filter(Boolean), `${id}.${name}`).toHaveLength(1);
        const [first] = defaulted;
        if (first) expect(first.value).toEqual(settings[name] ?? catalogue.get(type)!.defaults[name]);
      }
    }
  });

  it.each(fixtures)('$name: gives nodes settings that their types take', ({ source }) => {
    const { config } = migrated(source);
    const known = config.nodes.filter(({ type }) => catalogue.get(type) !== null);
    for (const { type, settings } of known) expect(catalogue.checkSettings(type, settings)).toEqual([]);
  });
});

describe('migrateWorkflow from a preset', () => {
  const whole = fixtures.filter(({ name }) => /\.(preset|steps|graph)$/.test(name));
  it.each(whole)('$name: gives a workflow that can be dispatched', ({ source }) => {
    expect(validateWorkflow(migrated(source).config, catalogue)).toEqual([]);
  });

  it.each(workflowPresets)('%s: a bare type is the preset', (type) => {
    const { config, report } = migrated({ type });
    expect(config).toEqual(presetConfig(type));
    expect(report.from).toBe('preset');
    expect(report.keptAside).toEqual([]);
  });

  it.each(workflowPresets)('%s: its own steps in its own order give its own graph', (type) => {
    const steps = [...new Set(presetConfig(type).nodes.map((node) => node.type))];
    const { config, report } = migrated({ type, steps });
    expect(config.nodes).toEqual(presetConfig(type).nodes);
    expect(config.edges.map(wireOf)).toEqual(presetConfig(type).edges.map(wireOf));
    expect(report.from).toBe('preset_with_steps');
  });

  it('writes parameters into every node that has the setting', () => {
    const { config, report } = fixture('still.preset');
    expect(settingsOf(config, 'blender_still')).toEqual({
      ...{ width: 1920, height: 1080, samples: 256, engine: 'cycles', device: 'gpu' },
      ...{ transparent: true, camera: 'three_quarter' },
    });
    expect(report.mapped).toContainEqual({
      path: 'params.transparent_bg',
      to: 'blender_still.settings.transparent = true',
    });
  });

  it('understands other spellings and keeps what it does not', () => {
    const { config, report } = fixture('still.preset-odd');
    expect(config).toMatchObject({
      name: 'Hero shot – Größe M',
      description: 'For the autumn catalogue.',
      executionMode: 'shadow',
      legacy: {
        version: '2.3',
        created_by: { user: 'k.weber', at: '2023-11-04T09:12:00' },
        params: {
          device: 'OPTIX',
          color_management: { view: 'AgX', look: 'Medium High Contrast' },
          tags: ['catalogue', null, 3.5],
        },
      },
    });
    expect(settingsOf(config, 'blender_still')).toEqual({
      ...{ width: 3840, height: 2160, samples: 512, seed: 0, engine: 'eevee', denoise: true },
    });
    expect(settingsOf(config, 'resolve_glb')).toEqual({ source: 'rebuild' });
    expect(settingsOf(config, 'auto_populate_materials')).toEqual({ mode: 'fill_missing' });
    expect(settingsOf(config, 'output_save')).toEqual({ expectedArtifact: 'still_image', format: 'png' });
    expect(settingsOf(config, 'notify')).toEqual({ armed: false });
    expect(report.keptAside.find(({ path }) => path === 'params.device')?.reason).toContain('"OPTIX"');
  });

  it('keeps values aside that a setting does not allow, with the reason, and uses the default', () => {
    const { config, report } = fixture('still.preset-limits');
    // The resolution is taken whole or not at all: its height would contradict the given one.
    expect(settingsOf(config, 'blender_still')).toEqual({ height: 1080 });
    expect(config.legacy).toEqual({
      params: {
        ...{ width: 99999, samples: 0, seed: -4, engine: 'LUXCORE', camera: '', fps: 24, frame_count: 48 },
        resolution: [1280, 720],
      },
    });
    const reasonOf = (name: string) => report.keptAside.find(({ path }) => path === `params.${name}`)?.reason;
    expect(reasonOf('width')).toContain('16384');
    expect(reasonOf('engine')).toContain('"LUXCORE"');
    expect(reasonOf('fps')).toContain('blender_turntable');
    expect(reasonOf('resolution')).toBe('blender_still.height is already given by params.height.');
    expect(report.defaulted).toContainEqual({ path: 'nodes.blender_still.settings.samples', value: null });
  });

  it('makes a picture for each angle', () => {
    const { config } = fixture('multi_angle.preset');
    const stills = config.nodes.filter(({ type }) => type === 'blender_still');
    expect(stills.map(({ settings }) => settings)).toEqual(
      ['front', 'side', 'top', 'three_quarter'].map((camera) => ({ camera, width: 800, height: 800, samples: 128 })),
    );
    expect(config.edges.filter(({ target }) => target.port === 'images')).toHaveLength(4);
  });

  it('does not let one camera overrule those of the sheet', () => {
    const { config, report } = fixture('multi_angle.preset-odd');
    const cameras = config.nodes.flatMap(({ type, settings }) => (type === 'blender_still' ? settings.camera! : []));
    expect(cameras).toEqual(['three_quarter', 'front', 'side']);
    expect(report.keptAside.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['params.angles', 'params.camera', 'params.watermark']),
    );
  });

  it('keeps the first of two values for one setting', () => {
    const { config, report } = fixture('turntable.preset-odd');
    expect(settingsOf(config, 'blender_turntable')).toMatchObject({ direction: 'clockwise', frames: 120 });
    expect(config.legacy).toEqual({ params: { turntable_axis: 'x', bitrate: '12M' } });
    expect(report.mapped).toContainEqual({
      path: 'params.fps',
      to: 'blender_turntable.settings.fps, encode_video.settings.fps = 30',
    });
  });

  it('refuses an unknown preset and says which was meant', () => {
    const { config, problems } = migrateWorkflow({ type: 'turntabel', params: {} }, catalogue);
    expect(config).toBeNull();
    expect(problems).toMatchObject([{ code: 'migration.unknown_preset', field: 'type' }]);
    expect(problems[0]!.remedy).toContain('Did you mean turntable?');
  });
});

describe('migrateWorkflow from steps', () => {
  it('has the nodes of the steps only, and connects what lost its source', () => {
    const { config, problems } = fixture('still.steps-short');
    expect(config.nodes.map(({ type }) => type)).toEqual([
      ...[
        'order_line_setup',
        'resolve_template',
        'resolve_glb',
        'material_map_resolve',
        'blender_still',
        'output_save',
      ],
    ]);
    expect(config.edges.map(wireOf)).toContain('material_map_resolve.material_map > blender_still.material_map');
    expect(codesOf(config)).toEqual([]);
    expect(config.legacy).toEqual({
      steps: ['upload_to_dam'],
      params: { auto_populate: 'fill' },
      positions: { upload_to_dam: [1200, 40] },
    });
    expect(config.nodes.find(({ id }) => id === 'blender_still')?.position).toEqual({ x: 900, y: 40 });
    expect(problems).toMatchObject([{ code: 'migration.unknown_step', severity: 'warning', field: 'steps[5]' }]);
  });

  it('adds nodes that the preset does not have', () => {
    const { config } = migrated({
      type: 'still',
      steps: [
        ...presetConfig('still')
          .nodes.map(({ type }) => type)
          .slice(0, 6),
        'export_blend',
        'output_save',
      ],
    });
    const wires = config.edges.map(wireOf);
    expect(wires).toContain('auto_populate_materials.material_map > export_blend.material_map');
    expect(wires).toContain('blender_still.image > output_save.artifact');
    expect(wires).toContain('export_blend.blend > output_save.attachments');
    expect(codesOf(config)).toEqual([]);
  });

  it('keeps a step that stands twice twice', () => {
    const { config } = migrated({ type: 'still', steps: ['order_line_setup', 'resolve_template', 'resolve_template'] });
    expect(config.nodes.map(({ id }) => id)).toEqual(['order_line_setup', 'resolve_template', 'resolve_template_2']);
    expect(config.edges.map(wireOf)).toContain('order_line_setup.order_line > resolve_template_2.order_line');
  });

  it('leaves a turntable without output_save as it is: the video delivers itself', () => {
    expect(codesOf(fixture('turntable.steps-no-save').config)).toEqual(['contract.self_publish']);
  });

  it('keeps steps that are no text verbatim', () => {
    const { config } = fixture('cad_intake.steps-short');
    expect(config.legacy).toEqual({ steps: [{ name: 'notify_slack', channel: '#cad' }] });
    expect(config.edges.map(wireOf)).toContain('occ_glb_export.glb > glb_bbox.glb');
  });
});

describe('migrateWorkflow of what mixes families', () => {
  const mixed = {
    nodes: [
      { id: 'setup', type: 'order_line_setup' },
      { id: 'stl', type: 'stl_export', params: { ascii: true }, pos: [10, 20] },
      { id: 'tpl', type: 'resolve_template' },
      { id: 'save', type: 'output_save' },
    ],
    edges: [
      { from: 'setup', to: 'tpl' },
      { from: 'stl', to: 'save' },
    ],
  };

  it('keeps nodes of the smaller family aside, verbatim, with their edges and a warning each', () => {
    const { config, report, problems } = migrated(mixed);
    expect(config.family).toBe('order_line');
    expect(config.nodes.map(({ id }) => id)).toEqual(['setup', 'tpl', 'save']);
    expect(config.legacy).toEqual({ nodes: { '#1': mixed.nodes[1] }, edges: [mixed.edges[1]] });
    expect(report.keptAside.map(({ path }) => path)).toEqual(['nodes[1]', 'edges[1]']);
    expect(report.keptAside[0]?.reason).toBe('stl_export is for cad_file, the workflow is for order_line.');
    expect(problems).toMatchObject([{ code: 'node.foreign_family', severity: 'warning', field: 'nodes[1]' }]);
    expect(codesOf(config)).not.toContain('node.foreign_family');
  });

  it('goes by the family that the document names, where it names one', () => {
    const { config } = migrated({ ...mixed, family: 'cad_file' });
    expect(config.nodes.map(({ id }) => id)).toEqual(['stl', 'save']);
    expect(config.legacy?.nodes).toMatchObject({ '#0': mixed.nodes[0], '#2': mixed.nodes[2] });
  });

  it('keeps foreign steps aside', () => {
    const { config, problems } = migrated({ type: 'still', steps: ['order_line_setup', 'stl_export', 'output_save'] });
    expect(config.nodes.map(({ type }) => type)).toEqual(['order_line_setup', 'output_save']);
    expect(config.legacy).toEqual({ steps: ['stl_export'] });
    expect(problems).toMatchObject([{ code: 'node.foreign_family', severity: 'warning', field: 'steps[1]' }]);
  });
});

describe('migrateWorkflow from a graph without ports', () => {
  it('finds the ports by their types', () => {
    const { config } = fixture('still.graph');
    expect(config.edges.map(wireOf)).toEqual([
      'setup.order_line > tpl.order_line',
      'setup.order_line > glb.order_line',
      'setup.order_line > mat.order_line',
      'glb.manifest > mat.manifest',
      'mat.material_map > auto.material_map',
      'glb.manifest > auto.manifest',
      'setup.order_line > render.order_line',
      'glb.glb > render.glb',
      'tpl.template > render.template',
      'auto.material_map > render.material_map',
      'render.image > save.artifact',
      'save.asset > tell.asset',
    ]);
  });

  it('takes the required input where several fit, and says so', () => {
    const { config, report, problems } = fixture('still_with_exports.graph');
    expect(config.edges.slice(-2).map(wireOf)).toEqual([
      'still.image > save.artifact',
      'blend.blend > save.attachments',
    ]);
    expect(problems).toMatchObject([{ code: 'migration.ambiguous_port', severity: 'warning', nodeId: 'save' }]);
    const { to } = report.mapped.find(({ path }) => path === 'edges[14].from')!;
    expect(to).toBe('edges.e15: still.image -> save.artifact (it could have been image -> attachments)');
  });

  it('keeps edges verbatim that it cannot map, and says why', () => {
    const { config, report } = fixture('still.graph-odd');
    expect(config.legacy!.edges).toEqual([
      { from: 'render it!', to: 6 },
      { from: 7, to: 99 },
      { from: 1, to: 2 },
      { from: 3, to: 4, style: 'dashed' },
      '1>2',
    ]);
    const reasons = report.keptAside.filter(({ path }) => path.startsWith('edges')).map(({ reason }) => reason);
    expect(reasons).toEqual([
      'Node n6 is of an unknown type "dropbox_upload", so its ports are unknown.',
      'There is no node 99.',
      'What fits of n2 is connected already.',
      'What fits of n4 is connected already.',
      'It is no edge.',
    ]);
  });

  it('keeps unknown nodes in the graph, and everything else that has no place', () => {
    const { config } = fixture('still.graph-odd');
    expect(config).toMatchObject({ family: 'order_line', executionMode: 'graph', name: 'Migrated workflow' });
    const find = (id: string) => config.nodes.find((node) => node.id === id);
    expect(find('n6')).toMatchObject({ type: 'dropbox_upload', settings: { folder: '/out', retries: 3 } });
    expect(find('render_it_')).toMatchObject({
      label: 'Hero',
      note: 'ask Jana',
      settings: { width: 1000, height: 1000 },
    });
    expect(find('n1')!.position).toEqual({ x: 0, y: 0 });
    expect(config.legacy).toMatchObject({
      grid: { snap: true, size: 20 },
      nodes: {
        n3: { params: { glb_sha256: 'not a hash' } },
        render_it_: { color: '#f80', params: { sampels: 12 } },
        '#7': { id: 8, kind: 'sticky', text: 'remember the seal' },
      },
    });
    expect(codesOf(config)).toEqual(['node.unknown_type']);
  });

  it('says what is saved where only one kind is possible', () => {
    expect(settingsOf(fixture('turntable.graph').config, 'save')).toEqual({ expectedArtifact: 'turntable_video' });
    expect(settingsOf(fixture('cad_intake.graph').config, 'save')).toEqual({ expectedArtifact: 'thumbnail_image' });
    expect(fixture('cad_intake.graph').config.family).toBe('cad_file');
  });

  it('gives nodes ids of their own where the source has none, or the same twice', () => {
    const { config } = migrated({
      nodes: [{ type: 'notify' }, { id: 'a', type: 'notify' }, { id: 'a', type: 'notify' }, { type: 'notify' }],
    });
    expect(config.nodes.map(({ id }) => id)).toEqual(['notify', 'a', 'a_2', 'notify_2']);
    expect(config.edges).toEqual([]);
  });
});

describe('migrateWorkflow refuses', () => {
  it.each([
    ['a list', [], 'config.not_object'],
    ['nothing that it knows', { name: 'x' }, 'config.field_missing'],
    ['nodes that are no list', { nodes: { a: 1 } }, 'config.field_invalid'],
    [
      'a key that changes prototypes',
      JSON.parse('{"type":"still","params":{"__proto__":{"a":1}}}'),
      'config.field_invalid',
    ],
    ['half a character', { type: 'still', params: { name: '\ud800' } }, 'config.field_invalid'],
    ['a newer version', { schemaVersion: 2, nodes: [], edges: [] }, 'config.schema_version'],
    ['too many nodes', { nodes: Array.from({ length: 5001 }, () => ({ type: 'notify' })) }, 'config.too_large'],
  ])('%s', (_, input, code) => {
    const { config, problems } = migrateWorkflow(input, catalogue);
    expect(config).toBeNull();
    expect(problems.map((problem) => problem.code)).toEqual([code]);
  });
});

describe('the table of legacy parameters', () => {
  it('names each parameter once', () => {
    const names = legacyParams.flatMap((param) => param.names);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each([
    ['still', 'width', '800', 'blender_still', { width: 800 }],
    ['still', 'resolution', '1920×1080', 'blender_still', { width: 1920, height: 1080 }],
    ['still', 'resolution', { width: 10.5, height: 99 }, 'blender_still', {}],
    ['still', 'angles', ['front'], 'blender_still', { camera: 'front' }],
    ['still', 'angles', ['front', 'side'], 'blender_still', {}],
    ['still', 'denoise', 0, 'blender_still', { denoise: false }],
    ['still', 'auto_populate', false, 'auto_populate_materials', { mode: 'off' }],
    [
      'still',
      'resolution_order',
      ['rules', 'default'],
      'material_map_resolve',
      { resolutionOrder: ['rules', 'default'] },
    ],
    ['still', 'materialOverride', 'steel', 'material_map_resolve', { materialOverride: 'steel' }],
    ['still', 'output_format', 'JPEG', 'output_save', { expectedArtifact: 'still_image', format: 'jpg' }],
    ['still', 'use_cached_glb', true, 'resolve_glb', { source: 'cached' }],
    ['turntable', 'turntable_axis', '-Z', 'blender_turntable', { direction: 'clockwise' }],
    ['turntable', 'turntable_axis', 'world-z', 'blender_turntable', { direction: 'counterclockwise' }],
    ['turntable', 'format', 'gif', 'encode_video', { format: 'gif' }],
    ['turntable', 'degrees', 180, 'blender_turntable', { degrees: 180 }],
    ['cad_intake', 'glb_source', 'rebuild', 'occ_glb_export', { source: 'rebuild' }],
    ['cad_intake', 'thumbnail_size', '512x512', 'thumbnail_save', { width: 512, height: 512 }],
    ['multi_angle', 'layout', 'over', 'image_composite', { mode: 'over' }],
  ] satisfies [WorkflowPreset, string, unknown, string, object][])(
    '%s: %s = %j',
    (type, name, value, node, settings) => {
      expect(settingsOf(migrated({ type, params: { [name]: value } }).config, node)).toEqual(settings);
    },
  );
});
