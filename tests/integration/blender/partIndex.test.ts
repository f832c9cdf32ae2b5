import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RenderItem } from '../../../electron/runtime/contracts/renderBatch.ts';
import type { BlenderPool } from '../../../electron/workers/blenderPool.ts';
import type { BlenderRuntime } from '../../../shared/domain/blenderRuntime.ts';
import { BlenderStand } from '../../support/blenderStand.ts';
import { expectAppError } from '../../support/expectAppError.ts';
import { faultyResources } from '../../support/faultyResources.ts';
import { EMPTY_SCENE, makeBlend } from '../../support/makeBlend.ts';
import { RenderStand, tinyConditions } from '../../support/renderStand.ts';
import { resourcesFolder, testBlender } from '../../support/testBlender.ts';
import { tinyGlb, tinyParts } from '../../support/tinyGlb.ts';

let runtime: BlenderRuntime;
let stand: BlenderStand;
let pool: BlenderPool;

beforeAll(async () => {
  runtime = await testBlender();
  stand = await BlenderStand.open(runtime);
  pool = stand.pool();
}, 60_000);

afterAll(async () => {
  await pool?.close();
  stand?.close();
});

type Still = Extract<RenderItem, { kind: 'still' }>;

/** The item that tells the parts of a still apart. */
const indexOf = ({ id, preview: _preview, ...still }: Still): RenderItem => ({
  ...still,
  id: id.replace('still', 'parts'),
  kind: 'part_index',
});

interface Told {
  readonly keys: readonly string[];
  readonly width: number;
  readonly height: number;
  /** The number in each pixel, row by row. */
  readonly numbers: readonly number[];
  /** Pixels by partKey; '' = none. */
  readonly pixels: Readonly<Record<string, number>>;
}

async function tell(still: Still): Promise<Told> {
  const outcome = await stand.run(pool, [indexOf(still)]);
  const [result] = outcome.results;
  expect(result, JSON.stringify(result?.error)).toMatchObject({ status: 'ok', outputs: [{ name: 'index' }] });
  const keys = (result?.report as { parts: string[] }).parts;
  const { data, info } = await sharp(stand.picture(outcome)).raw().toBuffer({ resolveWithObject: true });
  expect(info.channels).toBe(3);
  const numbers = Array.from(
    { length: info.width * info.height },
    (_, pixel) => data[pixel * 3]! + 256 * data[pixel * 3 + 1]! + 65536 * data[pixel * 3 + 2]!,
  );
  const pixels: Record<string, number> = {};
  for (const number of numbers) {
    const key = number === 0 ? '' : keys[number - 1];
    expect(key, `${number} is the number of a part`).toBeDefined();
    pixels[key!] = (pixels[key!] ?? 0) + 1;
  }
  return { keys, width: info.width, height: info.height, numbers, pixels };
}

describe('the index of the parts', () => {
  it('has the size of the still, and says for every pixel which part is seen there', async () => {
    const told = await tell(stand.still({ conditions: { width: 192, height: 108 } }));
    expect(told).toMatchObject({ width: 192, height: 108, keys: ['base', 'block', 'pin'] });
    expect(Object.keys(told.pixels).sort()).toEqual(['', 'base', 'block', 'pin']);
    expect(told.numbers[0], 'the backdrop').toBe(0);
    expect(told.pixels.block! > told.pixels.pin!, 'the larger one is seen more').toBe(true);
  });

  it('fits the still: where a part takes another colour, the picture changes there', async () => {
    const change = { conditions: { width: 192, height: 108, samples: 16 } };
    const scene = (pin: string) => ({
      ...change,
      scene: { assignments: { base: 'default_grey', block: 'brass', pin } },
    });
    const raw = async (still: Still) =>
      sharp(stand.picture(await stand.run(pool, [still])))
        .raw()
        .toBuffer();
    const [red, blue] = [await raw(stand.still(scene('paint_red'))), await raw(stand.still(scene('paint_blue')))];
    const { numbers, keys } = await tell(stand.still(change));
    const far = numbers.map((_, pixel) =>
      Math.max(...[0, 1, 2].map((channel) => Math.abs(red[pixel * 3 + channel]! - blue[pixel * 3 + channel]!))),
    );
    const within = numbers.flatMap((number, pixel) => (keys[number - 1] === 'pin' ? [far[pixel]!] : []));
    expect(within.filter((delta) => delta > 24).length / within.length).toBeGreaterThan(0.9);
    const strong = far.flatMap((delta, pixel) => (delta > 100 ? [numbers[pixel]!] : []));
    expect(strong.length).toBeGreaterThan(20);
    expect(strong.filter((number) => keys[number - 1] === 'pin').length / strong.length).toBeGreaterThan(0.9);
  });

  it('leaves the warm process as it was: the next still is equal to the last bit', async () => {
    const still = stand.still();
    const { results, folder, warm } = await stand.run(pool, [still, indexOf(still), { ...still, id: 'still-again' }]);
    expect(results.map(({ status }) => status)).toEqual(['ok', 'ok', 'ok']);
    expect(warm).toBe(true);
    const [before, , after] = results.map(({ outputs }) => readFileSync(join(folder, outputs[0]!.file)));
    expect(after!.equals(before!)).toBe(true);
  });

  it.each(['cut_out', 'white_studio'])('is the same for glass, for EEVEE and in %s', async (template) => {
    const conditions = { width: 128, height: 72 };
    const solid = await tell(stand.still({ template, conditions }));
    const glass = { base: 'glass_clear', block: 'glass_clear', pin: 'glass_clear' };
    const other = await tell(
      stand.still({ template, conditions: { ...conditions, engine: 'eevee' }, scene: { assignments: glass } }),
    );
    expect(other.numbers).toEqual(solid.numbers);
    expect(Object.keys(solid.pixels)).toHaveLength(tinyParts.length + 1);
  });

  it('counts beyond 255 parts', async () => {
    const many = Array.from({ length: 300 }, (_, index) => ({
      partKey: `part-${String(index).padStart(3, '0')}`,
      centre: [(index % 20) * 0.01, Math.floor(index / 20) * 0.01, 0] as const,
      size: [0.009, 0.009, 0.009] as const,
    }));
    const { path } = stand.place('glb', await tinyGlb(many));
    const told = await tell(stand.still({ scene: { glb: path }, conditions: { width: 400, height: 300 } }));
    expect(told.keys).toEqual(many.map(({ partKey }) => partKey));
    expect(Object.keys(told.pixels)).toHaveLength(301);
  });
});

/** A camera in front of the product, and everything that could get into the picture of the numbers. */
const HOSTILE_SCENE = `${EMPTY_SCENE}eye = add("Hero", bpy.data.cameras.new("Hero"), (0, -6, 1.5), (1.5708, 0, 0))
eye.data.dof.use_dof, eye.data.dof.aperture_fstop, eye.data.dof.focus_distance = True, 0.1, 1.0
place = add("hartomat_product", None, (0, 0, 1))
place.empty_display_type, place.empty_display_size = "CUBE", 1.0
lamp = bpy.data.lights.new("Lamp", "AREA")
lamp.energy, lamp.size = 4000, 0.5
add("Lamp", lamp, (0.5, -5, 1.5), (-1.5708, 0, 0))
world = bpy.data.worlds.new("Bright")
world.use_nodes = True
world.node_tree.nodes["Background"].inputs["Strength"].default_value = 3
scene.world = world
def sheet(name, left, right, distance, shader, **values):
    mesh = bpy.data.meshes.new(name)
    mesh.from_pydata([(left, distance, -9), (right, distance, -9), (right, distance, 9), (left, distance, 9)], [], [(0, 1, 2, 3)])
    material = bpy.data.materials.new(name)
    material.use_nodes = True
    nodes = material.node_tree.nodes
    node = nodes.new(shader)
    for socket, value in values.items():
        node.inputs[socket].default_value = value
    material.node_tree.links.new(node.outputs[0], nodes["Material Output"].inputs["Surface"])
    mesh.materials.append(material)
    return add(name, mesh, (0, 0, 0))
`;

/** `compose` puts nodes between what is rendered and what is written, whatever way this Blender has to them. */
const COMPOSITOR = `def group_of(kind):
    tree = bpy.data.node_groups.new("g", "CompositorNodeTree")
    for way in ("INPUT", "OUTPUT"):
        tree.interface.new_socket("Image", in_out=way, socket_type="NodeSocketColor")
    start, node, end = (tree.nodes.new(name) for name in ("NodeGroupInput", kind, "NodeGroupOutput"))
    tree.links.new(start.outputs[0], node.inputs[0])
    tree.links.new(node.outputs[0], end.inputs[0])
    return tree
def compose(*kinds):
    if hasattr(scene, "compositing_node_group"):
        tree = bpy.data.node_groups.new("c", "CompositorNodeTree")
        tree.interface.new_socket("Image", in_out="OUTPUT", socket_type="NodeSocketColor")
        scene.compositing_node_group, last = tree, tree.nodes.new("NodeGroupOutput")
    else:
        scene.use_nodes = True
        tree = scene.node_tree
        tree.nodes.clear()
        last = tree.nodes.new("CompositorNodeComposite")
    socket = tree.nodes.new("CompositorNodeRLayers").outputs[0]
    for kind in kinds:
        node = tree.nodes.new(kind if isinstance(kind, str) else "CompositorNodeGroup")
        if not isinstance(kind, str):
            node.node_tree = kind
        tree.links.new(socket, node.inputs[0])
        socket = node.outputs[0]
    tree.links.new(socket, last.inputs[0])
    return node
`;

describe('in a template of a person', () => {
  function stillWith(name: string, more: string): Still {
    const { path } = stand.place(
      'blend',
      readFileSync(makeBlend(stand.folder, runtime, name, `${HOSTILE_SCENE}${more}`)),
    );
    return stand.still({
      scene: { template: { kind: 'blend', blend: path }, camera: { name: 'Hero' } },
      conditions: { width: 128, height: 72 },
    });
  }
  const withSheets = (sheets: string): Promise<Told> => tell(stillWith(`hostile-${sheets.length}`, sheets));

  it('what stands in front hides parts, what shines is no part, and glass hides none', async () => {
    const free = await withSheets('');
    const lit = await withSheets(
      'sheet("Screen", -9, 9, 4, "ShaderNodeEmission", Strength=5.0)\nsheet("Pane", -9, 9, -3, "ShaderNodeBsdfGlass")',
    );
    expect(lit.numbers).toEqual(free.numbers);
    expect(Object.keys(free.pixels)).toHaveLength(tinyParts.length + 1);

    const halved = await withSheets('sheet("Wall", -9, 0, -3, "ShaderNodeBsdfPrincipled")');
    const right = (pixel: number): boolean => pixel % 128 >= 64;
    expect(halved.numbers).toEqual(free.numbers.map((number, pixel) => (right(pixel) ? number : 0)));
    expect(halved.pixels['']).toBeGreaterThan(free.pixels['']!);
  });

  it('are not told where its compositor may move pixels, and are where it changes colours alone', async () => {
    const outcome = async (more: string) => {
      const still = stillWith(`compositor-${more.length}`, `${COMPOSITOR}${more}`);
      return (await stand.run(pool, [indexOf(still)], { isolated: true })).results[0];
    };
    const inGroup = (node: string) => `compose(group_of("${node}"))`;
    const colours = 'compose(group_of("CompositorNodeExposure"), "CompositorNodeExposure")';
    expect(await outcome(colours)).toMatchObject({ status: 'ok' });
    expect(await outcome('compose("CompositorNodeFlip").mute = True')).toMatchObject({ status: 'ok' });
    for (const lines of ['compose("CompositorNodeFlip")', inGroup('CompositorNodeFlip')]) {
      expect(await outcome(lines)).toMatchObject({
        status: 'error',
        error: { message: 'The compositor of the template may move pixels (node Flip).' },
      });
    }
  });

  it('looks into every group of a material once, however often they are nested', () => {
    // Each holds the one before twice: 2 to the 60th ways through them. Blender itself could not even show such a file.
    const script = `import sys
sys.path.append(${JSON.stringify(join(resourcesFolder, 'blender'))})
import bpy
from hartomat import part_index
class Made:
    def __init__(self, **values):
        self.__dict__.update(values)
def nest(kind):
    tree = Made(nodes=[Made(bl_idname=kind)])
    for depth in range(60):
        tree = Made(nodes=[Made(bl_idname="ShaderNodeGroup", node_tree=tree) for twice in range(2)])
    return Made(bl_idname="ShaderNodeGroup", node_tree=tree)
assert not part_index._is_clear_node(nest("ShaderNodeEmission"), set())
assert part_index._is_clear_node(nest("ShaderNodeBsdfGlass"), set())
`;
    expect(makeBlend(stand.folder, runtime, 'nested', script)).toMatch(/nested\.blend$/);
  });
});

describe('the service', () => {
  it('answers where the picture is and which number is which part, and believes no result without it', async () => {
    const services = await RenderStand.open();
    try {
      const request = { scene: services.scene(), conditions: tinyConditions(), camera: null };
      const { path, parts } = await services.render.partIndex(services.job().job, request);
      expect(parts).toEqual(tinyParts.map(({ partKey }) => partKey));
      expect(await sharp(path).metadata()).toMatchObject({ width: 96, height: 54, channels: 3 });
      const forgetful = services.servicesOn(faultyResources(services.blender.folder, 'forgets', 'part_index'));
      const { job, told } = services.job();
      await expectAppError(forgetful.partIndex(job, request), 'blender.output_missing');
      expect(told.retried).toHaveLength(2);
      const short = { ...request, scene: services.scene({ parts: 4 }) };
      await expectAppError(services.render.partIndex(services.job().job, short), 'blender.scene_error');
    } finally {
      await services.close();
    }
  });
});
