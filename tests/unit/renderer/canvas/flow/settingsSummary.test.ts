import { describe, expect, it } from 'vitest';
import { settingsSummary } from '../../../../../renderer/canvas/flow/settingsSummary.ts';
import { renderTemplateSchema } from '../../../../../shared/domain/template.ts';
import { tinyOutputType } from '../../../../support/tinyOutputType.ts';
import { catalogue } from '../settings/builders.ts';

const nowhere = { outputType: null, library: { materials: [], templates: [], template: null }, outputs: [] };
const summary = (type: string, settings = {}, rest: Partial<Parameters<typeof settingsSummary>[0]> = {}) =>
  settingsSummary({ ...nowhere, settings, definition: catalogue.get(type), ...rest });
const gave = (words: string) => ({
  outputs: [{ port: 'out', type: 'glb' as const, hash: '1', summary: words, files: [] }],
});

describe('the line of a node', () => {
  it('has its size and samples first, then what else was changed', () => {
    expect(summary('blender_still', { width: 640, height: 640, samples: 64, camera: 'front' })).toBe(
      '640 × 640, 64 spp',
    );
    expect(summary('blender_still', { camera: 'front', denoise: true })).toBe('front, Denoise on');
    expect(summary('image_composite', { columns: 3 })).toBe('Columns 3');
    expect(summary('no_such_type')).toBe('Unknown node type');
  });

  it('has what the output type fills in, unless the node says otherwise', () => {
    const outputType = tinyOutputType;
    const { width, height } = outputType.profile;
    const { samples } = outputType.renderer;
    expect(summary('blender_still', {}, { outputType })).toBe(`${width} × ${height}, ${samples} spp`);
    expect(summary('blender_still', { samples: 64 }, { outputType })).toBe(`${width} × ${height}, 64 spp`);
    expect(summary('output_save', {}, { outputType })).toBe('Still image, PNG');
    const template = { id: outputType.profile.templateId, name: 'White studio', cameras: [], defaultCamera: 'front' };
    const templates = [renderTemplateSchema.parse({ ...template, kind: 'studio' })];
    const library = { ...nowhere.library, templates };
    expect(summary('resolve_template', {}, { outputType, library })).toBe('White studio');
  });

  it('has what it gave when nothing was set, and what it does when it gave nothing', () => {
    expect(summary('resolve_glb', {}, gave('146 mesh nodes, cached'))).toBe('146 mesh nodes, cached');
    expect(summary('resolve_glb', { source: 'rebuild' }, gave('146 mesh nodes, rebuild'))).toBe('Rebuild');
    expect(summary('resolve_glb')).toBe('Source: Cached');
    expect(summary('auto_populate_materials')).toBe('Mode: Off');
    expect(summary('notify')).toBe('Armed: On');
    expect(summary('order_line_setup', {}, gave('Bearing, 320 x 180'))).toBe('Bearing, 320 x 180');
    expect(summary('order_line_setup')).toBe('No settings');
    expect(summary('blender_still')).toBe('Default settings');
  });
});
