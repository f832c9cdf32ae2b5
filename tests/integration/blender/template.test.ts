import { existsSync, readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import sharp from 'sharp';
import type { RenderOutcome } from '../../../electron/runtime/contracts/renderBackend.ts';
import type { BlenderPool } from '../../../electron/workers/blenderPool.ts';
import type { BlenderRuntime } from '../../../shared/domain/blenderRuntime.ts';
import { templateReportSchema, type TemplateReport } from '../../../shared/domain/template.ts';
import { BlenderStand, type PlacedFile } from '../../support/blenderStand.ts';
import { EMPTY_SCENE, makeBlend as makeBlendIn } from '../../support/makeBlend.ts';
import { testBlender } from '../../support/testBlender.ts';

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

/** What a person would make by hand: a camera, a light, the place of the product and something to be taken away. */
const GOOD_SCENE = `${EMPTY_SCENE}eye = add("Hero", bpy.data.cameras.new("Hero"), (0, -6, 1.5), (1.4, 0, 0))
sun = bpy.data.lights.new("Sun", "SUN")
sun.energy = 4
add("Sun", sun, (0, 0, 5), (0.6, 0.3, 0))
place = add("hartomat_product", None, (0, 0, 1))
place.empty_display_type, place.empty_display_size = "CUBE", 1.0
group = bpy.data.collections.new("hartomat_placeholder")
scene.collection.children.link(group)
mesh = bpy.data.meshes.new("Dummy")
mesh.from_pydata([(-9, -1, -9), (9, -1, -9), (9, -1, 9), (-9, -1, 9)], [], [(0, 1, 2, 3)])
group.objects.link(bpy.data.objects.new("Dummy", mesh))
`;

const makeBlend = (name: string, lines: string): string => makeBlendIn(stand.folder, runtime, name, lines);

const place = (file: string): PlacedFile => stand.place('blend', readFileSync(file));

async function validate(blend: string): Promise<{ report: TemplateReport | null; outcome: RenderOutcome }> {
  const limits = { wallSeconds: 60, silenceSeconds: 30 };
  const item = { id: 'template', kind: 'validate_template' as const, attemptKey: blend, limits, blend };
  const outcome = await stand.run(pool, [item]);
  const report = outcome.results[0]?.report;
  return { outcome, report: report ? templateReportSchema.parse(report) : null };
}

const codes = (findings: { code: string }[] | undefined): string[] | undefined =>
  findings?.map((finding) => finding.code).sort();

describe("a user's .blend as a template", () => {
  it('is accepted when it keeps the conventions, and renders the product in its place', async () => {
    const blend = place(makeBlend('good', GOOD_SCENE));
    const { report, outcome } = await validate(blend.path);
    expect(report).toEqual({ cameras: ['Hero'], missing: [], warnings: [], blenderVersion: runtime.version });
    expect(outcome.warm, 'never in a process that others use').toBe(false);
    const scene = { template: { kind: 'blend' as const, blend: blend.path }, camera: { name: 'Hero' } };
    const rendered = await stand.run(pool, [stand.still({ scene })]);
    expect(rendered.results[0]?.error).toBeNull();
    expect(rendered).toMatchObject({ warm: false, exitCode: 0 });
    const { channels } = await sharp(stand.picture(rendered)).stats();
    expect(Math.max(...channels.map((channel) => channel.stdev)), 'the placeholder hid everything').toBeGreaterThan(5);
    const absent = await stand.run(pool, [stand.still({ scene: { ...scene, camera: { name: 'Side' } } })]);
    expect(absent.results[0]?.error).toMatchObject({ class: 'settings' });
    expect(absent.results[0]?.error?.message).toContain('Hero');
  });

  it('is told what it lacks', async () => {
    const empty = place(
      makeBlend('empty', 'import bpy\nbpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)'),
    );
    const { report } = await validate(empty.path);
    expect(codes(report?.missing)).toEqual(['no_camera', 'no_place']);
    expect(codes(report?.warnings)).toEqual(['no_light']);
  });

  it('is told which files it needs that are not in it', async () => {
    const lines = `${GOOD_SCENE}
import os
folder = ${JSON.stringify(stand.folder)}
other = os.path.join(folder, "library.blend")
bpy.data.meshes["Dummy"].use_fake_user = True
bpy.data.libraries.write(other, {bpy.data.meshes["Dummy"]})
with bpy.data.libraries.load(other, link=True) as (source, wanted):
    wanted.meshes = list(source.meshes)
add("Linked", wanted.meshes[0], (0, 3, 0))
picture = bpy.data.images.new("Wood", 4, 4)
picture.filepath_raw, picture.file_format = os.path.join(folder, "wood.png"), "PNG"
picture.save()
picture.source, picture.use_fake_user = "FILE", True
os.unlink(picture.filepath_raw)
os.rename(other, other + ".away")`;
    const { report } = await validate(place(makeBlend('linked', lines)).path);
    expect(codes(report?.missing)).toEqual(['missing_image', 'missing_library']);
    expect(report?.missing.map((finding) => finding.message).join(' ')).toMatch(/wood\.png/);
  });

  it('runs none of its scripts and says so', async () => {
    const proof = join(stand.folder, 'it-ran');
    const lines = `${GOOD_SCENE}
text = bpy.data.texts.new("start.py")
text.write("open(${JSON.stringify(proof).replaceAll('"', "'")}, 'w').close()")
text.use_module = True
driver = bpy.data.objects["Sun"].driver_add("location", 0).driver
driver.type, driver.expression = "SCRIPTED", "__import__('os').getpid() * 0"`;
    const blend = place(makeBlend('scripts', lines));
    const { report } = await validate(blend.path);
    expect(report?.missing).toEqual([]);
    expect(codes(report?.warnings)).toEqual(['scripts_blocked']);
    const scene = { template: { kind: 'blend' as const, blend: blend.path }, camera: { name: 'Hero' } };
    const { results } = await stand.run(pool, [stand.still({ scene })]);
    expect(results[0]?.actual).toMatchObject({ autoexecBlocked: true });
    expect(existsSync(proof)).toBe(false);
  });

  it('is called unreadable when it is truncated, something else or not there', async () => {
    const half = makeBlend('half', GOOD_SCENE);
    truncateSync(half, 20_000);
    const truncated = place(half);
    expect(codes((await validate(truncated.path)).report?.missing)).toEqual(['unreadable']);
    const text = stand.place('blend', 'this is not a .blend');
    const { report } = await validate(text.path);
    expect(codes(report?.missing)).toEqual(['unreadable']);
    expect(report?.missing[0]?.message).not.toMatch(/Traceback|\n/);
    const { outcome } = await validate('inputs/absent.blend');
    expect(outcome.results[0]?.error?.class).toBe('missing_file');
    const scene = { template: { kind: 'blend' as const, blend: truncated.path }, camera: { name: 'Hero' } };
    const { results } = await stand.run(pool, [stand.still({ scene })]);
    expect(results[0]?.error?.class).toBe('scene');
  });
});
