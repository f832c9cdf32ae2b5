import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Manifest, manifestSchema } from '../../../shared/domain/cad.ts';
import { AppError } from '../../../shared/errors/appError.ts';
import { expectAppError } from '../../support/expectAppError.ts';
import { NodeStage } from '../../support/nodeStage.ts';
import { tinyGlb } from '../../support/tinyGlb.ts';

let stage: NodeStage;

beforeAll(async () => {
  stage = await NodeStage.open('nested18');
});

afterEach(() => stage.reset());
afterAll(() => stage.close());

/** The product with its first part under the key of the second. */
function withRepeatedKey(): Partial<Manifest> {
  const [first, second, ...others] = stage.manifest.parts;
  return { parts: [{ ...first!, partKey: second!.partKey }, second!, ...others] };
}

const withoutFirst = (): Partial<Manifest> => ({ parts: stage.manifest.parts.slice(1) });

describe('resolve_step_path', () => {
  it('gives the STEP file with its name, size and hash', async () => {
    const { cad } = await stage.run('resolve_step_path');
    const { fileName, sha256, bytes } = stage.manifest.source;
    expect(cad?.data).toEqual({ fileName, sha256, bytes });
    expect(cad?.files).toMatchObject([{ name: 'step', sha256, bytes }]);
  });

  it('refuses a kept file that is not what was imported', async () => {
    const subject = { cad: { ...stage.subject().cad, sha256: 'another' } };
    const error = await expectAppError(stage.run('resolve_step_path', { subject }), 'cad.model_damaged');
    expect(error.message).toContain(stage.manifest.source.fileName);
  });

  it('passes on that there is no CAD file', async () => {
    stage.calls.failures.set('step', new AppError('product.no_cad', 'Bearing has no CAD file.'));
    await expectAppError(stage.run('resolve_step_path'), 'product.no_cad');
  });
});

describe('occ_object_extract', () => {
  it('gives the manifest of the import', async () => {
    const { manifest } = await stage.run('occ_object_extract', { inputs: { cad: await stage.cad() } });
    const { boundingBox } = stage.manifest;
    expect(manifest?.data).toEqual({ parts: 18, uniquePartKeys: 18, boundingBox });
  });

  it('reads the STEP file again and comes to the same, byte for byte', async () => {
    const play = { inputs: { cad: await stage.cad() }, settings: { source: 'read_again' } };
    const { manifest } = await stage.run('occ_object_extract', play);
    const again = await readFile(manifest?.files[0]?.path ?? '', 'utf8');
    expect(again).toBe(await readFile(join(stage.folder, 'manifest.json'), 'utf8'));
    expect(manifestSchema.parse(JSON.parse(again)).source.fileName).toBe(stage.manifest.source.fileName);
  });

  it('passes on what is wrong with the STEP file', async () => {
    stage.calls.failures.set('importStep', new AppError('cad.truncated', 'The file ends in line 7.'));
    const play = { inputs: { cad: await stage.cad() }, settings: { source: 'read_again' } };
    await expectAppError(stage.run('occ_object_extract', play), 'cad.truncated');
  });
});

describe('occ_glb_export', () => {
  it.each([
    ['cached', 'cached'],
    ['rebuild', 'rebuilt'],
  ])('%s gives the model of the import, also as a model to deliver', async (source, said) => {
    const inputs = { cad: await stage.cad(), manifest: await stage.manifestValue() };
    const { glb, model } = await stage.run('occ_glb_export', { inputs, settings: { source } });
    expect(glb?.data).toEqual({ meshNodes: 18, source: said });
    expect(model?.data).toEqual({ format: 'glb', triangles: expect.any(Number) });
    const imported = await readFile(stage.glbPath);
    for (const value of [glb, model]) expect(await readFile(value?.files[0]?.path ?? '')).toEqual(imported);
  });

  it('refuses a model that does not hold the connected parts', async () => {
    const inputs = { cad: await stage.cad(), manifest: await stage.manifestValue(withoutFirst()) };
    const error = await expectAppError(stage.run('occ_glb_export', { inputs }), 'cad.parity_failed');
    expect(error.details['the model']).toMatchObject({ extra: [stage.manifest.parts[0]?.partKey] });
  });

  it('passes on that the model is gone', async () => {
    stage.calls.failures.set('glb', new AppError('file.missing', 'model.glb is gone.'));
    await expectAppError(stage.run('occ_glb_export', { inputs: { cad: await stage.cad() } }), 'file.missing');
  });
});

describe('stl_export and glb_bbox', () => {
  it('write every triangle of the model, and measure it as the manifest does', async () => {
    const inputs = { glb: await stage.glb() };
    const { model } = await stage.run('stl_export', { inputs });
    const { meshes } = stage.manifest;
    const triangles = meshes.reduce((sum, mesh) => sum + mesh.triangles * mesh.instances, 0);
    expect(model?.data).toEqual({ format: 'stl', triangles });
    expect(model?.files).toMatchObject([{ name: 'model', extension: 'stl', bytes: 84 + 50 * triangles }]);
    const { bbox } = await stage.run('glb_bbox', { inputs });
    const { size } = stage.manifest.boundingBox;
    expect(bbox?.data).toMatchObject({ size: size.map((value) => expect.closeTo(value, 6)) });
  });

  it.each(['stl_export', 'glb_bbox'])('%s refuses a model that is cut off', async (type) => {
    const whole = await readFile(stage.glbPath);
    const file = await stage.written('glb', 'cut.glb', whole.subarray(0, whole.length / 2));
    const inputs = { glb: { ...(await stage.glb()), files: [file] } };
    await expectAppError(stage.run(type, { inputs }), 'cad.model_damaged');
  });
});

describe('cad_parity_check', () => {
  const inputs = async (change: Partial<Manifest> = {}, glb = stage.glb()) => ({
    inputs: { manifest: await stage.manifestValue(change), glb: await glb },
  });

  it('passes the model on when every part is everywhere exactly once', async () => {
    const play = await inputs();
    const { glb } = await stage.run('cad_parity_check', play);
    expect(glb).toEqual(play.inputs.glb);
    expect(stage.asked('countParts')).toEqual([expect.objectContaining({ path: stage.glbPath })]);
    expect(stage.logs).toEqual([expect.stringContaining('18 parts in the manifest'), expect.stringMatching(/Blender/)]);
  });

  it('leaves Blender alone when it is told to', async () => {
    await stage.run('cad_parity_check', { ...(await inputs()), settings: { countInBlender: false } });
    expect(stage.asked('countParts')).toEqual([]);
  });

  it('names the part that the model lacks', async () => {
    const extra = { ...stage.manifest.parts[0]!, partKey: 'bolt-99' };
    const play = await inputs({ parts: [...stage.manifest.parts, extra] });
    const error = await expectAppError(stage.run('cad_parity_check', play), 'cad.parity_failed');
    expect(error.message).toBe('The model lacks bolt-99.');
    expect(error.details['the model']).toEqual({ parts: 18, missing: ['bolt-99'], duplicate: [], extra: [] });
  });

  it('names the part that only the model has', async () => {
    const error = await expectAppError(
      stage.run('cad_parity_check', await inputs(withoutFirst())),
      'cad.parity_failed',
    );
    expect(error.message).toContain(`${stage.manifest.parts[0]?.partKey}, which the manifest does not know`);
  });

  it('names the key that the manifest lists twice', async () => {
    const error = await expectAppError(
      stage.run('cad_parity_check', await inputs(withRepeatedKey())),
      'cad.parity_failed',
    );
    expect(error.message).toContain(`The manifest lists ${stage.manifest.parts[1]?.partKey} more than once.`);
    expect(error.details['the manifest']).toMatchObject({ duplicate: [stage.manifest.parts[1]?.partKey] });
  });

  it('names the key that the model holds twice', async () => {
    const part = { partKey: 'pin', centre: [0, 0, 0], size: [1, 1, 1] } as const;
    const glb = await stage.glb();
    const files = [await stage.written('glb', 'twice.glb', await tinyGlb([part, part]))];
    const parts = [{ ...stage.manifest.parts[0]!, partKey: 'pin' }];
    const play = await inputs({ parts }, Promise.resolve({ ...glb, files }));
    const error = await expectAppError(stage.run('cad_parity_check', play), 'cad.parity_failed');
    expect(error.message).toBe('The model holds pin more than once.');
  });

  it('finds mesh nodes that carry no key', async () => {
    const [named, nameless] = ['pin', ''].map((partKey) => ({ partKey, centre: [0, 0, 0], size: [1, 1, 1] }) as const);
    const files = [await stage.written('glb', 'nameless.glb', await tinyGlb([named!, nameless!]))];
    const parts = [{ ...stage.manifest.parts[0]!, partKey: 'pin' }];
    const play = await inputs({ parts }, Promise.resolve({ ...(await stage.glb()), files }));
    const error = await expectAppError(stage.run('cad_parity_check', play), 'cad.parity_failed');
    expect(error.details).toEqual({ parts: 1, meshNodes: 2 });
  });

  it('names what is lost on the way into Blender', async () => {
    const lost = stage.manifest.parts.slice(0, 5).map(({ partKey }) => partKey);
    const keys = stage.manifest.parts.map(({ partKey }) => partKey).slice(5);
    stage.calls.answers.set('countParts', [...keys, keys[0]]);
    const error = await expectAppError(stage.run('cad_parity_check', await inputs()), 'cad.parity_failed');
    expect(error.message).toBe(
      `Blender lacks ${lost.slice(0, 3).join(', ')} and 2 more. Blender holds ${keys[0]} more than once.`,
    );
    expect(error.details.Blender).toEqual({ parts: 14, missing: lost, duplicate: [keys[0]], extra: [] });
  });

  it('passes on that Blender failed', async () => {
    stage.calls.failures.set('countParts', new AppError('blender.crashed', 'Blender ended with signal 11.'));
    await expectAppError(stage.run('cad_parity_check', await inputs()), 'blender.crashed');
  });
});

describe('cad_thumbnail', () => {
  interface Stills {
    scene: { parts: number; assignments: Record<string, string>; materials: { id: string }[] };
    conditions: Record<string, unknown>;
    cameras: unknown[];
  }

  it('renders the colours of the CAD file as the output type asks', async () => {
    const inputs = { glb: await stage.glb(), manifest: await stage.manifestValue() };
    const { image } = await stage.run('cad_thumbnail', { inputs });
    expect(image?.data).toMatchObject({
      width: 96,
      height: 54,
      made: { origin: { template: { id: 'white_studio' } } },
    });
    const [asked] = stage.asked<Stills>('stills');
    expect(asked?.conditions).toEqual({
      ...{ engine: 'cycles', device: 'cpu', samples: 2, seed: 7, denoise: false, width: 96, height: 54 },
      transparent: false,
    });
    expect(asked?.cameras).toEqual(['three_quarter']);
    expect(asked?.scene.parts).toBe(18);
    const coloured = stage.manifest.parts.filter(({ color }) => color !== null);
    expect(coloured.length).toBeGreaterThan(0);
    for (const { partKey } of coloured) expect(asked?.scene.assignments[partKey]).toMatch(/^cad_[0-9a-f]{6}$/);
    expect(asked?.scene.materials.map(({ id }) => id)).toContain('default_grey');
  });

  it('takes size, samples, template and camera from its settings', async () => {
    const settings = { width: 64, height: 32, samples: 4, templateId: 'cut_out', camera: 'front' };
    const { image } = await stage.run('cad_thumbnail', { inputs: { glb: await stage.glb() }, settings });
    expect(image?.data).toMatchObject({ width: 64, height: 32 });
    const [asked] = stage.asked<Stills>('stills');
    expect(asked).toMatchObject({ cameras: ['front'], conditions: { samples: 4, transparent: true } });
    expect(asked?.scene.assignments).toEqual({});
  });

  it('refuses a model without extent before Blender is bothered', async () => {
    const none = { min: [0, 0, 0], max: [0, 0, 0], size: [0, 0, 0] };
    const bbox = { type: 'bbox' as const, data: none as Manifest['boundingBox'], files: [] };
    const play = { inputs: { glb: await stage.glb(), bbox } };
    await expectAppError(stage.run('cad_thumbnail', play), 'cad.no_shape');
    expect(stage.asked('stills')).toEqual([]);
  });

  it.each([
    ['a template that nobody has', { templateId: 'moon' }, 'template.unknown'],
    ['what Blender says of an unknown camera', { camera: 'nowhere' }, 'camera.unknown'],
  ] as const)('passes on %s', async (_what, settings, code) => {
    stage.calls.failures.set('stills', new AppError('camera.unknown', "'nowhere' is not a camera of the template."));
    await expectAppError(stage.run('cad_thumbnail', { inputs: { glb: await stage.glb() }, settings }), code);
  });
});

describe('thumbnail_save', () => {
  it('makes the picture small and sets it as the thumbnail', async () => {
    const play = { inputs: { image: await stage.image(640, 320) }, settings: { width: 100, height: 100 } };
    const { image } = await stage.deliver('thumbnail_save', play);
    expect(image?.data).toMatchObject({ width: 100, height: 50, made: stage.made });
    expect(stage.effects).toEqual(['thumbnail 100 x 50']);
  });

  it('never makes it larger', async () => {
    const { image } = await stage.run('thumbnail_save', { inputs: { image: await stage.image(24, 16) } });
    expect(image?.data).toMatchObject({ width: 24, height: 16 });
  });

  it('refuses a picture that is damaged', async () => {
    const files = [await stage.written('image', 'damaged.png', 'no picture')];
    const image = { ...(await stage.image()), files };
    await expectAppError(stage.run('thumbnail_save', { inputs: { image } }), 'media.undecodable');
  });
});
