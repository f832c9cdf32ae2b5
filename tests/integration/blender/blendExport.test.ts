import { existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExportedBlend, RenderServices } from '../../../electron/runtime/contracts/renderServices.ts';
import { expectAppError } from '../../support/expectAppError.ts';
import { faultyResources } from '../../support/faultyResources.ts';
import { makeBlend } from '../../support/makeBlend.ts';
import { RenderStand, tinyConditions } from '../../support/renderStand.ts';
import { resourcesFolder } from '../../support/testBlender.ts';
import { tinyParts } from '../../support/tinyGlb.ts';

type Request = Parameters<RenderServices['exportBlend']>[1];

const KEYS = tinyParts.map((part) => part.partKey).sort();
let stand: RenderStand;

beforeAll(async () => {
  stand = await RenderStand.open();
}, 60_000);

afterAll(() => stand?.close());

async function exported(change: Partial<Request> = {}): Promise<ExportedBlend> {
  const request = { scene: stand.scene(), conditions: tinyConditions(), camera: null, compress: true, ...change };
  return (await stand.render.exportBlend(stand.job().job, request)).blend;
}

const describeFile = (path: string): ReturnType<RenderServices['describeBlend']> =>
  stand.render.describeBlend(stand.job().job, path);

const text = (blend: ExportedBlend): string => readFileSync(blend.canonicalPath, 'utf8');

describe('an exported .blend', () => {
  it('holds every part under its key, its materials, camera, lights and render settings', async () => {
    const blend = await exported();
    expect(blend).toMatchObject({ parts: KEYS.length, actual: { partObjects: KEYS.length, samples: 2, seed: 7 } });
    const { lines, partKeys } = await describeFile(blend.path);
    expect(partKeys).toEqual(KEYS);
    expect(lines.join('\n')).toBe(text(blend).trimEnd());
    for (const key of KEYS) expect(lines.join('\n')).toContain(`"partKey": "${key}"`);
    const kinds = new Set(lines.map((line) => line.slice(0, line.indexOf(' "'))));
    expect([...kinds]).toEqual(
      expect.arrayContaining(['camera', 'light', 'material', 'material node', 'mesh', 'object', 'render', 'world']),
    );
    expect(text(blend)).not.toContain(stand.blender.folder);
  });

  it('is described by equal text when it is made again, and by another one when anything is different', async () => {
    const first = await exported();
    expect(text(await exported({ compress: false }))).toBe(text(first));
    const request = { scene: stand.scene(), conditions: tinyConditions(), camera: null, compress: true };
    const elsewhere = await stand.servicesOn(resourcesFolder).exportBlend(stand.job().job, request);
    expect(text(elsewhere.blend), 'in a new process').toBe(text(first));
    const changes: Partial<Request>[] = [
      { scene: stand.scene({ assignments: { block: 'paint_red', pin: 'brass' } }) },
      { conditions: tinyConditions({ seed: 8 }) },
      { camera: stand.scene().template.value.cameras[1]?.id ?? '' },
    ];
    for (const change of changes) expect(text(await exported(change))).not.toBe(text(first));
  });

  it('is compressed when that is asked for', async () => {
    const [plain, small] = [await exported({ compress: false }), await exported({ compress: true })];
    expect(readFileSync(plain.path).subarray(0, 7).toString()).toBe('BLENDER');
    expect(small.bytes).toBeLessThan(plain.bytes / 2);
  });

  it('carries its provenance as text and as a property, and is the same scene as before', async () => {
    const provenance = JSON.stringify({ schemaVersion: 1, product: { name: 'Kugellager Größe 5' } });
    for (const compress of [true, false]) {
      const blend = await exported({ compress });
      const target = join(stand.blender.folder, `stamped-${compress}.blend`);
      const stamped = await stand.render.stampBlend(stand.job().job, { blendPath: blend.path, target, provenance });
      expect(stamped).toMatchObject({ path: target, bytes: readFileSync(target).length });
      const isPlain = readFileSync(target).subarray(0, 7).toString() === 'BLENDER';
      expect(isPlain).toBe(!compress);
      if (isPlain) expect(readFileSync(target).toString('utf8')).toContain(provenance);
      const { lines, partKeys } = await describeFile(target);
      expect(partKeys).toEqual(KEYS);
      expect(lines.join('\n')).toBe(text(blend).trimEnd());
    }
  });

  it("brings a user's template along, with the picture that it uses", async () => {
    const picture = join(stand.blender.folder, 'wood.png');
    const path = makeBlend(
      stand.blender.folder,
      stand.runtime,
      'template',
      `
import bpy
bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
scene = bpy.context.scene
def add(name, data):
    thing = bpy.data.objects.new(name, data)
    scene.collection.objects.link(thing)
    return thing
add("Hero", bpy.data.cameras.new("Hero")).location = (0, -6, 1.5)
add("Sun", bpy.data.lights.new("Sun", "SUN"))
add("hartomat_product", None)
wood = bpy.data.images.new("Wood", 4, 4)
wood.filepath_raw, wood.file_format = ${JSON.stringify(picture)}, "PNG"
wood.save()
wood.source, wood.use_fake_user = "FILE", True`,
    );
    const { template } = stand.scene();
    const camera = { id: 'hero', name: 'Hero', azimuth: 0, elevation: 0, focalLength: 50 };
    const { studio: _, ...value } = template.value;
    const placed = stand.blender.place('blend', readFileSync(path));
    const blend = await exported({
      scene: stand.scene({
        template: {
          sha256: placed.sha256,
          blendPath: path,
          value: {
            ...{ ...value, kind: 'blend', blendSha256: placed.sha256 },
            ...{ cameras: [camera], defaultCamera: 'hero' },
          },
        },
      }),
    });
    expect(text(blend)).toMatch(/^image "Wood" .*"content": "[0-9a-f]{64}"/m);
    expect(text(blend)).toContain('object "Sun"');
  });
});

describe('a .blend from elsewhere', () => {
  it('is described without running what is in it', async () => {
    const proof = join(stand.blender.folder, 'it-ran');
    const path = makeBlend(
      stand.blender.folder,
      stand.runtime,
      'hostile',
      `
import bpy
text = bpy.data.texts.new("start.py")
text.write("open(${JSON.stringify(proof).replaceAll('"', "'")}, 'w').close()")
text.use_module = True
cube = bpy.data.objects.new("Cube", bpy.data.meshes.new("Cube"))
bpy.context.scene.collection.objects.link(cube)
driver = cube.driver_add("location", 0).driver
driver.type, driver.expression = "SCRIPTED", "__import__('os').getpid() * 0"`,
    );
    const { lines, partKeys } = await describeFile(path);
    expect(partKeys).toEqual([]);
    expect(lines.join('\n')).toContain('object "Cube"');
    const target = join(stand.blender.folder, 'hostile-stamped.blend');
    await stand.render.stampBlend(stand.job().job, { blendPath: path, target, provenance: '{}' });
    expect(existsSync(proof)).toBe(false);
  });

  it('is refused in words when it is damaged, something else or missing', async () => {
    const good = await exported();
    truncateSync(good.path, Math.floor(good.bytes / 2));
    const other = join(stand.blender.folder, 'text.blend');
    writeFileSync(other, 'this is not a .blend');
    for (const path of [good.path, other]) await expectAppError(describeFile(path), 'blender.scene_error');
    await expectAppError(describeFile(join(stand.blender.folder, 'absent.blend')), 'file.missing');
  });
});

describe('a Blender that lies about a .blend', () => {
  it.each([
    ['losesParts', 'media.blend_damaged', 3],
    ['forgets', 'blender.output_missing', 3],
    ['truncates', 'file.disk_full', 1],
    ['fillsTheDisk', 'file.disk_full', 1],
    ['lies', 'blender.protocol', 3],
  ] as const)('is not believed when it %s', async (fault, code, tries) => {
    const render = stand.servicesOn(faultyResources(stand.blender.folder, fault, 'export_blend'));
    const { job, told } = stand.job();
    const request = { scene: stand.scene(), conditions: tinyConditions(), camera: null, compress: false };
    await expectAppError(render.exportBlend(job, request), code);
    expect(told.retried).toHaveLength(tries - 1);
  });
});

it('counts the parts that Blender imports', async () => {
  const { sourcePath, sha256 } = stand.blender.product;
  expect(await stand.render.countParts(stand.job().job, { path: sourcePath, sha256 })).toEqual(KEYS);
});
