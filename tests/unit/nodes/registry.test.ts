import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { NodeFolder, NodeFolders } from '../../../electron/nodes/nodeFolders.ts';
import { createNodeRegistry } from '../../../electron/nodes/registry.ts';
import type { NodeSpec } from '../../../electron/runtime/contracts/node.ts';
import { nodeCategorySchema, nodeDefinitionSchema, type NodePort } from '../../../shared/domain/nodeDefinition.ts';
import { AppError } from '../../../shared/errors/appError.ts';

const words = { title: 'Gap', description: 'Between pictures.' };

const port = (name: string, change: Partial<NodePort> = {}): NodePort => ({
  ...{ name, label: name, types: ['image'], required: true, multiple: false, description: 'A picture.' },
  ...change,
});

const sound: NodeSpec = {
  ...{ type: 'sound_node', version: 1, label: 'Sound', description: 'Is in order.', category: 'output' },
  families: ['order_line'],
  inputs: [port('image')],
  outputs: [port('image')],
  settings: z.strictObject({ gap: z.number().min(0).default(16).meta(words) }),
  contract: { publishes: 'never', artifactKind: null, effect: 'none' },
  ...{ resource: 'cpu', reads: [], disabled: null },
};

const execute = async () => ({});
const effect = async () => undefined;
const folder = (change: Partial<NodeSpec> = {}, more: Partial<NodeFolder> = { execute }): NodeFolders => ({
  sound_node: { definition: { ...sound, ...change }, ...more },
});

function faultsOf(folders: NodeFolders): string[] {
  try {
    createNodeRegistry(folders);
    return [];
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    expect(error.code).toBe('node.registry_invalid');
    const faults = error.details.faults as string[];
    for (const fault of faults) expect(error.message).toContain(fault);
    return faults;
  }
}

const settingsWith = (gap: z.ZodType): Partial<NodeSpec> => ({ settings: z.strictObject({ gap }) });
const publishing = (contract: Partial<NodeSpec['contract']>): Partial<NodeSpec> => ({
  contract: { ...sound.contract, ...contract },
});

/** [what is planted, the folders, what the check must say] */
const planted: [string, NodeFolders, RegExp][] = [
  ['no definition', { sound_node: { execute } }, /no definition\.ts/],
  ['no executor', folder({}, {}), /no execute\.ts/],
  ['disabled without a reason', folder({ disabled: ' ' }, {}), /disabled without a reason/],
  ['a type that is not the folder', folder({ type: 'other_node' }), /'other_node', which is not the name/],
  [
    'one type in two folders',
    { ...folder(), second: { definition: sound, execute } },
    /'sound_node' is defined in several folders: sound_node, second/,
  ],
  [
    'a default beyond its limits',
    folder(settingsWith(z.number().min(0).default(-1).meta(words))),
    /'gap' is not valid/,
  ],
  ['a setting without default', folder(settingsWith(z.number().meta(words))), /'gap' is not valid/],
  [
    'a setting without title',
    folder(settingsWith(z.number().default(1).meta({ description: 'x' }))),
    /'gap' has no title/,
  ],
  [
    'a setting with an empty description',
    folder(settingsWith(z.number().default(1).meta({ title: 'Gap', description: '' }))),
    /'gap' has no description/,
  ],
  ['settings that take anything', folder({ settings: z.looseObject({}) }), /use z\.strictObject/],
  ['settings that drop what they do not know', folder({ settings: z.object({}) }), /use z\.strictObject/],
  ['a setting that JSON cannot say', folder(settingsWith(z.date().default(new Date(0)).meta(words))), /JSON Schema/],
  ['an input declared twice', folder({ inputs: [port('a'), port('a')] }), /input 'a' is declared twice/],
  ['an output declared twice', folder({ outputs: [port('a'), port('a')] }), /output 'a' is declared twice/],
  ['an output of two types', folder({ outputs: [port('a', { types: ['image', 'video'] })] }), /one value of one type/],
  ['publishing without effect', folder(publishing({ publishes: 'always' })), /publishes \(always\), but its effect/],
  ['an effect that never publishes', folder(publishing({ effect: 'publish' }), { execute, effect }), /never publishes/],
  ['an effect that is not exported', folder(publishing({ effect: 'notify' })), /exports no `effect`/],
  ['an effect that the contract does not name', folder({}, { execute, effect }), /leaves nothing to do/],
  [
    'an effect of a node behind which others save',
    folder(publishing({ publishes: 'unless_saved', effect: 'publish' }), { execute, effect }),
    /leaves nothing to do/,
  ],
  ['a port name that no config could hold', folder({ inputs: [port('Bad Name')] }), /inputs\.0\.name is not valid/],
  ['no family', folder({ families: [] }), /families is not valid/],
];

describe('the check of the node registry', () => {
  it('lets a sound folder pass', () => {
    const registry = createNodeRegistry(folder());
    expect(registry.get('sound_node')?.definition.defaults).toEqual({ gap: 16 });
    expect(registry.get('nobody')).toBeNull();
  });

  it.each(planted)('refuses %s', (_what, folders, fault) => {
    expect(faultsOf(folders).some((text) => fault.test(text))).toBe(true);
  });

  it('lists all faults at once, each with its folder', () => {
    const broken = { definition: { ...sound, type: 'other', disabled: '' } };
    expect(faultsOf({ ...folder({}, {}), broken })).toEqual([
      expect.stringMatching(/^sound_node: .*execute/),
      expect.stringMatching(/^broken: .*'other'/),
      expect.stringMatching(/^broken: .*without a reason/),
    ]);
  });

  it('lets a type without executor pass when it says why it is disabled', () => {
    const registry = createNodeRegistry(folder({ disabled: 'Needs a licence.' }, {}));
    expect(registry.get('sound_node')).toMatchObject({ execute: null, definition: { disabled: 'Needs a licence.' } });
  });

  it('lets a node that publishes unless saved leave the effect to the save node', () => {
    expect(faultsOf(folder(publishing({ publishes: 'unless_saved', effect: 'publish' })))).toEqual([]);
  });
});

describe('the shipped nodes', () => {
  const nodes = createNodeRegistry().list();
  const typesOf = (family: 'cad_file' | 'order_line') =>
    nodes.filter(({ spec }) => spec.families.join() === family).map(({ spec }) => spec.type);

  it('are all there, by family', () => {
    expect(typesOf('cad_file').sort()).toEqual([
      ...['cad_parity_check', 'cad_thumbnail', 'glb_bbox', 'occ_glb_export', 'occ_object_extract'],
      ...['resolve_step_path', 'stl_export', 'thumbnail_save'],
    ]);
    expect(typesOf('order_line').sort()).toEqual([
      ...['auto_populate_materials', 'blender_still', 'blender_turntable', 'encode_video', 'export_blend'],
      ...['image_composite', 'material_map_resolve', 'order_line_setup', 'resolve_glb', 'resolve_template'],
    ]);
    const shared = nodes.filter(({ spec }) => spec.families.length === 2).map(({ spec }) => spec.type);
    expect(shared.sort()).toEqual(['notify', 'output_save']);
  });

  it('are listed by category, then by label', () => {
    const places = nodes.map(({ spec }) => nodeCategorySchema.options.indexOf(spec.category));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    const outputs = nodes.filter(({ spec }) => spec.category === 'output').map(({ spec }) => spec.label);
    expect(outputs).toEqual([...outputs].sort());
  });

  it.each(nodes.map(({ spec, definition }) => [spec.type, definition] as const))(
    '%s: is a definition that survives JSON and says what every setting is',
    (_type, definition) => {
      expect(nodeDefinitionSchema.parse(JSON.parse(JSON.stringify(definition)))).toEqual(definition);
      expect(definition.disabled).toBeNull();
      const properties = Object.entries(definition.settingsSchema.properties as Record<string, object>);
      expect(properties.map(([name]) => name)).toEqual(Object.keys(definition.defaults));
      for (const [name, field] of properties) {
        expect(field, name).toMatchObject({ title: expect.any(String), 'x-group': expect.any(String) });
        const inherits = definition.defaults[name] === null && name !== 'fileSha256';
        expect('x-inherit' in field, `${name} says where null has its value from`).toBe(inherits);
      }
    },
  );

  it('have one publisher, and three that publish when nobody saves', () => {
    const publishing = (when: string) =>
      nodes.filter(({ spec }) => spec.contract.publishes === when).map(({ spec }) => spec.type);
    expect(publishing('always')).toEqual(['output_save']);
    expect(publishing('unless_saved').sort()).toEqual(['blender_still', 'encode_video', 'export_blend']);
  });
});
