import { describe, expect, it } from 'vitest';
import { nodeCatalogueOf } from '../../../../../electron/nodes/nodeCatalogueOf.ts';
import { createNodeRegistry } from '../../../../../electron/nodes/registry.ts';
import { createCatalogue } from '../../../../../renderer/canvas/document/createCatalogue.ts';
import type { NodeDefinition } from '../../../../../shared/domain/nodeDefinition.ts';

const registry = createNodeRegistry();
const main = nodeCatalogueOf(registry);
// Definitions reach the window as JSON.
const catalogue = createCatalogue(JSON.parse(JSON.stringify(main.list())) as NodeDefinition[]);
const wrong = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  50,
  1e9,
  '',
  'x',
  'png',
  'x'.repeat(600),
  [],
  ['x'],
  ['rules', 'rules'],
  {},
];
/** Settings whose refusals are worded where they are defined: JSON Schema has no place for that. */
const ownWords = ['fileSha256', 'background', 'fileName', 'resolutionOrder'];

describe('the catalogue of the editor', () => {
  it('knows the types that it was given', () => {
    expect(catalogue.list()).toHaveLength(registry.list().length);
    expect(catalogue.get('blender_still')?.label).toBe('Render still');
    expect(catalogue.get('unheard_of')).toBeNull();
    expect(catalogue.checkSettings('unheard_of', { a: 1 })).toEqual([]);
  });

  it.each(main.list().map(({ type, defaults }) => [type, Object.keys(defaults)] as const))(
    'says of settings of %s what the main process says',
    (type, names) => {
      expect(catalogue.checkSettings(type, {})).toEqual([]);
      expect(catalogue.checkSettings(type, main.get(type)!.defaults)).toEqual([]);
      for (const name of [...names, 'unheardOf']) {
        for (const value of wrong) {
          const here = catalogue.checkSettings(type, { [name]: value });
          const there = main.checkSettings(type, { [name]: value });
          if (!ownWords.includes(name)) expect(here).toEqual(there);
          expect(here.map(({ field, unknown }) => ({ field, unknown }))).toEqual(
            there.map(({ field, unknown }) => ({ field, unknown })),
          );
        }
      }
    },
  );

  it('says in the words of its help what a pattern asks for', () => {
    expect(catalogue.checkSettings('image_composite', { background: 'red' })).toEqual([
      {
        field: 'background',
        message:
          'Background is "red". It cannot be written like that. Colour behind the pictures as #rrggbb, or `transparent`.',
        unknown: false,
      },
    ]);
  });

  it('judges no setting whose schema it cannot read', () => {
    const [first] = main.list();
    const settingsSchema = { properties: { odd: { $ref: 'elsewhere' }, odder: true }, additionalProperties: false };
    const odd = createCatalogue([{ ...first!, type: 'odd', settingsSchema }]);
    expect(odd.checkSettings('odd', { odd: 1, odder: [] })).toEqual([]);
    expect(odd.checkSettings('odd', { third: 1 })).toMatchObject([{ field: 'third', unknown: true }]);
  });
});
