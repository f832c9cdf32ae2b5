import { describe, expect, it } from 'vitest';
import { valueWords } from '../../../../../renderer/canvas/words/valueWords.ts';
import { shippedTemplate } from '../../../../support/blenderStand.ts';
import { fieldOf } from '../settings/builders.ts';

describe('the words of a value', () => {
  const templates = [shippedTemplate('white_studio'), shippedTemplate('cut_out')];
  const library = { materials: [{ id: 'steel', name: 'Polished steel' }], templates, template: templates[0] ?? null };

  it('name what ids stand for, and write numbers with their units', () => {
    const words = (type: string, name: string, value: Parameters<typeof valueWords>[1]) =>
      valueWords(fieldOf(type, name), value, library);
    const [camera] = library.template!.cameras;
    expect(words('blender_still', 'camera', camera!.id)).toBe(camera!.name);
    expect(words('material_map_resolve', 'materialOverride', 'steel')).toBe('Polished steel');
    expect(words('material_map_resolve', 'materialOverride', 'gone')).toBe('gone');
    expect(words('blender_still', 'width', 1920)).toBe('1\u202f920\u00a0px');
    expect(words('blender_turntable', 'degrees', 360)).toBe('360°');
    expect(words('blender_still', 'denoise', false)).toBe('Off');
    expect(words('material_map_resolve', 'resolutionOrder', ['rules', 'default'])).toBe('Material map, Default');
    expect(words('material_map_resolve', 'materialOverride', null)).toBe('None');
  });
});
