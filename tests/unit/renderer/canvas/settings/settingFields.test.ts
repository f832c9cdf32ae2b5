import { describe, expect, it } from 'vitest';
import { settingFields } from '../../../../../renderer/canvas/settings/settingFields.ts';
import { catalogue, fieldOf, fieldsOf } from './builders.ts';

/** Every setting that is shipped, with what it is changed with. A new setting is entered here by who adds it. */
const kinds: Record<string, Record<string, string>> = {
  order_line_setup: {},
  resolve_step_path: {},
  cad_parity_check: { countInBlender: 'switch' },
  occ_glb_export: { source: 'segmented' },
  occ_object_extract: { source: 'segmented' },
  glb_bbox: {},
  material_map_resolve: { materialOverride: 'material', resolutionOrder: 'orderedList' },
  resolve_glb: { source: 'segmented', fileSha256: 'file' },
  resolve_template: { templateId: 'template' },
  auto_populate_materials: { mode: 'segmented' },
  export_blend: {
    ...{ compress: 'switch', camera: 'camera', width: 'slider', height: 'slider' },
    ...{ samples: 'slider', seed: 'number', engine: 'segmented' },
  },
  blender_still: {
    ...{ width: 'slider', height: 'slider', camera: 'camera', transparent: 'switch' },
    ...{ engine: 'segmented', device: 'segmented', samples: 'slider', seed: 'number', denoise: 'switch' },
  },
  blender_turntable: {
    ...{ width: 'slider', height: 'slider', camera: 'camera', transparent: 'switch' },
    ...{ engine: 'segmented', device: 'segmented', samples: 'slider', seed: 'number', denoise: 'switch' },
    ...{ frames: 'slider', degrees: 'slider', direction: 'segmented', fps: 'slider' },
  },
  cad_thumbnail: { width: 'slider', height: 'slider', samples: 'slider', templateId: 'template', camera: 'camera' },
  image_composite: { mode: 'segmented', columns: 'slider', gap: 'slider', background: 'colour' },
  encode_video: { format: 'segmented', fps: 'slider', quality: 'slider' },
  stl_export: {},
  notify: { armed: 'switch', message: 'longText' },
  output_save: { expectedArtifact: 'choice', format: 'choice', fileName: 'text' },
  thumbnail_save: { width: 'slider', height: 'slider' },
};

describe('the form of a node type', () => {
  it('changes every setting of every shipped node with a control of its own', () => {
    const found = catalogue
      .list()
      .map(({ type }) => [type, Object.fromEntries(fieldsOf(type).map(({ name, kind }) => [name, kind]))]);
    expect(Object.fromEntries(found)).toEqual(kinds);
  });

  it('has every setting of the definition once, with a title, help and the default', () => {
    for (const definition of catalogue.list()) {
      const fields = fieldsOf(definition.type);
      expect(fields.map(({ name }) => name).sort()).toEqual(Object.keys(definition.defaults).sort());
      for (const field of fields) {
        expect([field.title, field.help], `${definition.type}.${field.name}`).not.toContain('');
        expect(field.default).toEqual(definition.defaults[field.name]);
      }
    }
  });

  it('puts width and height of one group beside each other, and keeps the order of the rest', () => {
    const [picture] = settingFields(catalogue.get('blender_still')!);
    expect(picture?.name).toBe('Picture');
    expect(picture?.rows.map((row) => (row.kind === 'size' ? 'size' : row.field.name))).toEqual([
      ...['size', 'camera', 'transparent'],
    ]);
  });

  it('knows limits, units and what counts in whole numbers', () => {
    expect(fieldOf('blender_turntable', 'samples')).toMatchObject({ min: 1, max: 65536, integer: true, unit: null });
    expect(fieldOf('blender_turntable', 'degrees')).toMatchObject({ min: 1, max: 3600, integer: false, unit: '°' });
    expect(fieldOf('notify', 'message')).toMatchObject({ maxLength: 500, nullable: true, from: 'built_in' });
    expect(fieldOf('encode_video', 'quality')).toMatchObject({ nullable: false, from: null, unit: '%' });
  });

  it('gives choices the words that people use for them', () => {
    const labels = (type: string, name: string) => fieldOf(type, name).choices.map(({ label }) => label);
    expect(labels('blender_still', 'engine')).toEqual(['Cycles', 'EEVEE']);
    expect(labels('auto_populate_materials', 'mode')).toEqual(['Off', 'Fill missing', 'Replace']);
    expect(labels('material_map_resolve', 'resolutionOrder')).toEqual([
      ...['Override', 'Material map', 'CAD colour', 'Default'],
    ]);
    expect(labels('image_composite', 'background')).toEqual(['Transparent']);
  });

  it('gives words that are too long for their place a line of their own', () => {
    expect(fieldOf('blender_still', 'device').wide).toBe(false);
    expect(fieldOf('blender_turntable', 'direction').wide).toBe(true);
  });

  it('reads a nullable type in both ways that JSON Schema has, and makes a text of what it cannot read', () => {
    const properties = {
      a: { anyOf: [{ type: 'integer', minimum: 0, maximum: 9 }, { type: 'null' }] },
      b: { type: ['boolean', 'null'] },
      c: { $ref: '#/$defs/elsewhere' },
      d: { type: 'array', items: { type: 'string' } },
      five: { type: 'string', enum: ['a', 'b', 'c', 'd', 'e'] },
      long: { type: 'string', enum: ['a very long name indeed', 'another very long name'] },
    };
    const [group] = settingFields({ settingsSchema: { properties }, defaults: {} });
    const read = group?.rows.map((row) => row.kind === 'field' && [row.field.kind, row.field.nullable]);
    expect(read).toEqual([
      ['slider', true],
      ['switch', true],
      ['text', false],
      ['patternList', false],
      ['choice', false],
      ['choice', false],
    ]);
  });

  it('is empty where there is nothing to set', () => {
    expect(settingFields({ settingsSchema: {}, defaults: {} })).toEqual([]);
  });
});
