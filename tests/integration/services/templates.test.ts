import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readProvenance } from '../../../electron/media/readProvenance.ts';
import { EMPTY_SCENE, makeBlend } from '../../support/makeBlend.ts';
import { stepFixture } from '../../support/stepFixtures.ts';
import { TestApplication } from '../../support/testApplication.ts';
import { tinyOutputType } from '../../support/tinyOutputType.ts';

let desk: TestApplication;

beforeAll(async () => {
  desk = await TestApplication.start({ outputTypes: [tinyOutputType] });
}, 60_000);

afterAll(() => desk?.close());

const EMPTY = 'import bpy\nbpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)\n';

/** A place for the product, a sun and a camera. */
const SCENE = `${EMPTY_SCENE}add("Eye Level", bpy.data.cameras.new("Eye Level"), (0, -6, 1.5), (1.4, 0, 0))
sun = bpy.data.lights.new("Sun", "SUN")
sun.energy = 4
add("Sun", sun, (0, 0, 5), (0.6, 0.3, 0))
place = add("hartomat_product", None, (0, 0, 1))
place.empty_display_type, place.empty_display_size = "CUBE", 1.0
`;

/** In the Blender of the application. */
async function blendOf(name: string, lines: string): Promise<string> {
  return makeBlend(desk.home, await desk.application.direct.blender(), name, lines);
}

describe('a template of the user', () => {
  it('is refused with what it lacks', async () => {
    const before = await desk.call('templates:list', undefined);
    const path = await blendOf('bare', EMPTY);
    const { template, report } = await desk.call('templates:import', { path });
    expect(template).toBeNull();
    expect(report.missing.map(({ code }) => code).sort()).toEqual(['no_camera', 'no_place']);
    expect(report.missing.every(({ message }) => message.length > 10)).toBe(true);
    expect(await desk.call('templates:list', undefined)).toEqual(before);
    expect(desk.told('templates:changed')).toEqual([]);
  }, 120_000);

  it('is added when it has everything, serves an order, and can be removed', async () => {
    desk.chosenFiles = [await blendOf('Grüne Wiese', SCENE)];
    const answer = await desk.call('templates:chooseFile', undefined);
    expect(answer?.report).toMatchObject({ cameras: ['Eye Level'], missing: [] });
    const template = answer!.template!;
    expect(template).toMatchObject({ name: 'Grüne Wiese', kind: 'blend', builtIn: false, defaultCamera: 'eye_level' });
    const listed = await desk.call('templates:list', undefined);
    expect(listed[0]?.id).toBe('white_studio');
    expect(listed.at(-1)).toEqual(template);
    // The same file again is the same template.
    expect((await desk.call('templates:chooseFile', undefined))?.template?.id).toBe(template.id);
    expect(await desk.call('templates:list', undefined)).toHaveLength(listed.length);

    const run = await desk.application.direct.render({
      productId: await desk.product(await stepFixture('twoBoxes')),
      outputTypeId: tinyOutputType.id,
      overrides: { profile: { templateId: template.id, camera: null } },
      signal: new AbortController().signal,
    });
    expect(run, JSON.stringify(run.error)).toMatchObject({ state: 'delivered', error: null });
    const provenance = await readProvenance(run.core.outputPath!);
    expect(provenance?.template).toEqual({ id: template.id, sha256: template.blendSha256 });

    await desk.call('templates:remove', { id: template.id });
    expect(await desk.call('templates:list', undefined)).toHaveLength(listed.length - 1);
    const again = desk.call('templates:remove', { id: template.id });
    await expect(again).rejects.toMatchObject({ code: 'template.unknown' });
    await expect(desk.call('templates:remove', { id: 'white_studio' })).rejects.toMatchObject({
      code: 'template.unknown',
    });
    expect(desk.told('templates:changed')).toHaveLength(3);
  }, 180_000);

  it('is nothing when the dialog is closed or the file is not there', async () => {
    desk.chosenFiles = null;
    expect(await desk.call('templates:chooseFile', undefined)).toBeNull();
    const gone = desk.call('templates:import', { path: join(desk.home, 'gone.blend') });
    await expect(gone).rejects.toMatchObject({ code: 'file.missing' });
  });
});

describe('an order outside the queue', () => {
  it('is refused with the field that is out of its limits', async () => {
    const productId = await desk.product(await stepFixture('twoBoxes'));
    const { signal } = new AbortController();
    const order = { productId, outputTypeId: tinyOutputType.id, overrides: { renderer: { samples: 0 } }, signal };
    await expect(desk.application.direct.render(order)).rejects.toMatchObject({
      code: 'app.invalid_input',
      details: { field: 'renderer.samples' },
    });
  });

  it('is cancelled before it starts when its signal has fired already', async () => {
    const productId = await desk.product(await stepFixture('twoBoxes'));
    const order = { productId, outputTypeId: tinyOutputType.id, overrides: {}, signal: AbortSignal.abort() };
    expect(await desk.application.direct.render(order)).toMatchObject({ state: 'cancelled', startedAt: null });
  });
});
