import { afterAll, beforeAll, expect, it } from 'vitest';
import { createNodeRegistry } from '../../../electron/nodes/registry.ts';
import { portData } from '../../../electron/runtime/contracts/portValues.ts';
import { NodeStage } from '../../support/nodeStage.ts';

const registry = createNodeRegistry();
let stage: NodeStage;

beforeAll(async () => {
  stage = await NodeStage.open('twoBoxes');
});

afterAll(() => stage.close());

type Play = Parameters<NodeStage['run']>[1];

async function scene(): Promise<Play> {
  const [glb, order_line, template, material_map] = [
    await stage.glb(),
    stage.orderLine(),
    stage.template(),
    stage.materialMap(),
  ];
  return { inputs: { glb, order_line, template, material_map } };
}

/** Each type in the smallest play in which it succeeds. */
const plays: Record<string, () => Promise<Play> | Play> = {
  resolve_step_path: () => ({}),
  occ_object_extract: async () => ({ inputs: { cad: await stage.cad() } }),
  occ_glb_export: async () => ({ inputs: { cad: await stage.cad() } }),
  stl_export: async () => ({ inputs: { glb: await stage.glb() } }),
  glb_bbox: async () => ({ inputs: { glb: await stage.glb() } }),
  cad_parity_check: async () => ({ inputs: { glb: await stage.glb(), manifest: await stage.manifestValue() } }),
  cad_thumbnail: async () => ({ inputs: { glb: await stage.glb() } }),
  thumbnail_save: async () => ({ inputs: { image: await stage.image() } }),
  order_line_setup: () => ({}),
  resolve_template: () => ({ inputs: { order_line: stage.orderLine() } }),
  resolve_glb: () => ({ inputs: { order_line: stage.orderLine() } }),
  material_map_resolve: async () => ({
    inputs: { order_line: stage.orderLine(), manifest: await stage.manifestValue() },
  }),
  auto_populate_materials: async () => ({
    inputs: { material_map: stage.materialMap(), manifest: await stage.manifestValue() },
  }),
  blender_still: scene,
  blender_turntable: async () => ({ ...(await scene()), settings: { frames: 2 } }),
  encode_video: async () => ({ inputs: { frames: await stage.frames() }, settings: { format: 'mp4' } }),
  export_blend: scene,
  image_composite: async () => ({ inputs: { images: [await stage.image(), await stage.image(24, 16, '#0033cc')] } }),
  output_save: async () => ({ inputs: { artifact: await stage.image() } }),
  notify: async () => ({ inputs: { asset: await anAsset() } }),
};

async function anAsset() {
  const { asset } = await stage.run('output_save', { inputs: { artifact: await stage.image() } });
  if (!asset) throw new Error('Nothing was saved.');
  return asset;
}

it('is played here, each of them', () => {
  const types = registry.list().map(({ spec }) => spec.type);
  expect(Object.keys(plays).sort()).toEqual(types.sort());
});

it.each(Object.keys(plays))('%s gives every output that it declares, as its port type has it', async (type) => {
  const outputs = await stage.run(type, await plays[type]?.());
  const declared = registry.get(type)?.spec.outputs ?? [];
  expect(Object.keys(outputs).sort()).toEqual(declared.map(({ name }) => name).sort());
  for (const { name, types } of declared) {
    const value = outputs[name];
    expect(value?.type).toBe(types[0]);
    // Nothing more than the type names: what is parsed is what was given.
    expect(value && portData[value.type].parse(value.data)).toEqual(value?.data);
  }
});

it.each(Object.keys(plays))('%s gives equal data and equal files for equal inputs', async (type) => {
  const play = await plays[type]?.();
  const said = async () =>
    JSON.stringify(await stage.run(type, play), (key: string, value: unknown) => (key === 'path' ? undefined : value));
  expect(await said()).toBe(await said());
});

const required = registry
  .list()
  .flatMap(({ spec }) => spec.inputs.filter((port) => port.required).map((port) => [spec.type, port.name] as const));

it.each(required)('%s says so when nothing is connected to %s', async (type, port) => {
  const { inputs = {}, ...play } = (await plays[type]?.()) ?? {};
  const others = Object.fromEntries(Object.entries(inputs).filter(([name]) => name !== port));
  await expect(stage.run(type, { ...play, inputs: others })).rejects.toMatchObject({
    code: 'node.input_missing',
    message: expect.stringContaining(`'${port}'`),
    details: { port },
  });
});
