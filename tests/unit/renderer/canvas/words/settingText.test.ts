import { describe, expect, it } from 'vitest';
import { settingText, settingTitle } from '../../../../../renderer/canvas/words/settingText.ts';
import { graphCatalogue } from '../../../../support/graphCatalogue.ts';

const settingsSchema = {
  properties: {
    gap: { type: 'integer', title: 'Gap', 'x-unit': 'px' },
    engine: { anyOf: [{ type: 'string', enum: ['cycles', 'eevee'] }, { type: 'null' }], title: 'Engine' },
    material: { type: ['string', 'null'], title: 'Material', 'x-widget': 'material' },
    denoise: { type: 'boolean', title: 'Denoise' },
  },
};
const defaults = { gap: 4, engine: null, material: null, denoise: true };
const catalogue = graphCatalogue({ blender_still: { settingsSchema, defaults } });
const library = { materials: [{ id: 'steel', name: 'Brushed steel' }], templates: [], template: null };

describe('the words of a setting', () => {
  const definition = catalogue.get('blender_still');
  const text = (name: string, value: Parameters<typeof settingText>[2]) =>
    settingText(definition, name, value, library);

  it('have units, names and choices', () => {
    expect(text('gap', 12)).toBe('12\u00a0px');
    expect(text('engine', 'cycles')).toBe('Cycles');
    expect(text('material', 'steel')).toBe('Brushed steel');
    expect(text('denoise', false)).toBe('Off');
  });

  it('say the default of what is not given, and the value itself of what nobody knows', () => {
    expect(text('gap', undefined)).toBe('4\u00a0px');
    expect(text('gone', 7)).toBe('7');
    expect(settingTitle(definition, 'gone')).toBeNull();
    expect(settingText(null, 'gap', 1)).toBe('1');
  });
});
