import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readProvenance } from '../../../electron/media/readProvenance.ts';
import type { PortValue } from '../../../electron/runtime/contracts/portValues.ts';
import type { ArtifactKind } from '../../../shared/domain/outputType.ts';
import { AppError } from '../../../shared/errors/appError.ts';
import { provenanceText } from '../../../shared/media/provenanceText.ts';
import { expectAppError } from '../../support/expectAppError.ts';
import { NodeStage } from '../../support/nodeStage.ts';
import { stageProvenance } from '../../support/nodeStageServices.ts';

let stage: NodeStage;

beforeAll(async () => {
  stage = await NodeStage.open('twoBoxes');
});

afterEach(() => stage.reset());
afterAll(() => stage.close());

type Asset = PortValue<'asset'>;

const typeOf = (artifactKind: ArtifactKind, format: string) => ({
  outputType: { code: 'an_output', artifactKind, format },
});

describe('image_composite', () => {
  it('puts pictures beside each other, in the order of the connections', async () => {
    const images = [await stage.image(24, 16), await stage.image(24, 16, '#0033cc')];
    const { image } = await stage.run('image_composite', { inputs: { images } });
    const sources = images.map(({ files }) => files[0]?.path);
    expect(stage.asked('compose')[0]).toMatchObject({ sources, columns: 0, gap: 16, background: '#ffffff' });
    expect(image?.data).toMatchObject({ width: 2 * 24 + 3 * 16, height: 16 + 2 * 16, made: stage.made });
  });

  it('composes as its settings say', async () => {
    const images = [await stage.image(24, 16), await stage.image(24, 16, '#0033cc')];
    const settings = { mode: 'over', columns: 1, gap: 2, background: 'transparent' };
    const { image } = await stage.run('image_composite', { inputs: { images }, settings });
    expect(stage.asked('compose')[0]).toMatchObject(settings);
    expect(image?.data).toMatchObject({ width: 24, height: 16 });
  });

  it('says what made it when one of the pictures knows', async () => {
    const unknown = await stage.image();
    const images = [{ ...unknown, data: { ...unknown.data, made: null } }, await stage.image(24, 16, '#0033cc')];
    expect((await stage.run('image_composite', { inputs: { images } })).image?.data).toMatchObject({
      made: stage.made,
    });
    const alone = await stage.run('image_composite', { inputs: { images: images.slice(0, 1) } });
    expect(alone.image?.data).toMatchObject({ made: null });
  });

  it('refuses to lay pictures of unlike sizes over each other', async () => {
    const images = [await stage.image(24, 16), await stage.image(16, 24)];
    const error = await expectAppError(
      stage.run('image_composite', { inputs: { images }, settings: { mode: 'over' } }),
      'app.invalid_input',
    );
    expect(error.message).toMatch(/24 x 16.*16 x 24/);
  });

  it('refuses a picture that is damaged', async () => {
    const files = [await stage.written('image', 'damaged.png', 'no picture')];
    const images = [{ ...(await stage.image()), files }];
    await expectAppError(stage.run('image_composite', { inputs: { images } }), 'media.undecodable');
  });
});

describe('output_save', () => {
  it.each(['png', 'jpg', 'webp'])('delivers a picture as %s, its provenance in it, once', async (format) => {
    const artifact = await stage.image();
    const subject = typeOf('still_image', format);
    const { asset } = await stage.deliver('output_save', { inputs: { artifact }, subject });
    const name = `6205-2rs_an_output.${format}`;
    expect(asset?.data).toMatchObject({ fileName: name, kind: 'still_image', width: 24, height: 16, frames: null });
    expect(asset?.data).toMatchObject({ made: stage.made, attachments: [] });
    expect(asset?.files.map((file) => file.name)).toEqual(['file', 'preview']);
    expect(asset?.files[1]?.path).toBe(artifact.files[0]?.path);
    expect(await readProvenance(asset?.files[0]?.path ?? '')).toEqual(stageProvenance(stage.made));
    expect(stage.effects).toEqual([`publish ${name} as still_image`]);
  });

  it('keeps the pixels of a PNG', async () => {
    const artifact = await stage.image();
    const { asset } = await stage.run('output_save', { inputs: { artifact } });
    expect((asset as Asset).data.pixelHash).toBe(artifact.data.pixelHash);
  });

  it('delivers a thumbnail when it expects one', async () => {
    const settings = { expectedArtifact: 'thumbnail_image' };
    const play = { inputs: { artifact: await stage.image() }, settings, subject: typeOf('thumbnail_image', 'webp') };
    expect((await stage.run('output_save', play)).asset?.data).toMatchObject({ kind: 'thumbnail_image' });
  });

  it('delivers a video with its frames and its rate', async () => {
    const settings = { expectedArtifact: 'turntable_video' };
    const play = { inputs: { artifact: await stage.video() }, settings, subject: typeOf('turntable_video', 'mp4') };
    const { asset } = await stage.deliver('output_save', play);
    expect(asset?.data).toMatchObject({ kind: 'turntable_video', width: 24, frames: 3, fps: 12, pixelHash: null });
    expect(asset?.files.map((file) => file.name)).toEqual(['file']);
    expect(stage.asked('writeVideo')[0]).toMatchObject({ format: 'mp4', provenance: stageProvenance(stage.made) });
    expect(stage.effects).toEqual(['publish 6205-2rs_an_output.mp4 as turntable_video']);
  });

  it('delivers a .blend with canonical provenance in it', async () => {
    const settings = { expectedArtifact: 'blend_asset' };
    const play = { inputs: { artifact: await stage.blend() }, settings, subject: typeOf('blend_asset', 'blend') };
    const { asset } = await stage.deliver('output_save', play);
    const empty = { width: null, height: null, frames: null, fps: null, pixelHash: null };
    expect(asset?.data).toMatchObject({ kind: 'blend_asset', made: stage.made, ...empty });
    expect(stage.asked('stampBlend')[0]).toMatchObject({ provenance: provenanceText(stageProvenance(stage.made)) });
    expect(stage.effects).toEqual(['publish 6205-2rs_an_output.blend as blend_asset']);
  });

  it('delivers a model as it is', async () => {
    const artifact = await stage.model();
    const settings = { expectedArtifact: 'model_export' };
    const play = { inputs: { artifact }, settings, subject: typeOf('model_export', 'stl') };
    const { asset } = await stage.deliver('output_save', play);
    expect(asset?.data).toMatchObject({ kind: 'model_export', fileName: '6205-2rs_an_output.stl', made: null });
    expect(asset?.files[0]?.sha256).toBe(artifact.files[0]?.sha256);
  });

  it('delivers attachments under the same name, each with its kind', async () => {
    const attachments = [await stage.image(), await stage.blend(), await stage.model(), await stage.video('webm')];
    const { asset } = await stage.run('output_save', { inputs: { artifact: await stage.image(), attachments } });
    const base = '6205-2rs_still_tiny';
    expect((asset as Asset).data.attachments).toEqual([
      { file: 'attachment_1', kind: 'still_image', fileName: `${base}_1.png` },
      { file: 'attachment_2', kind: 'blend_asset', fileName: `${base}_2.blend` },
      { file: 'attachment_3', kind: 'model_export', fileName: `${base}_3.stl` },
      { file: 'attachment_4', kind: 'turntable_video', fileName: `${base}_4.webm` },
    ]);
    const first = asset?.files.find(({ name }) => name === 'attachment_1');
    expect(await readProvenance(first?.path ?? '')).toEqual(stageProvenance(stage.made));
    const second = asset?.files.find(({ name }) => name === 'attachment_2');
    expect(await readFile(second?.path ?? '', 'utf8')).toContain('"application"');
  });

  it('takes the name that is set, also one that no file system likes in every way', async () => {
    const settings = { fileName: 'Größe 2', format: 'webp' };
    const { asset } = await stage.run('output_save', { inputs: { artifact: await stage.image() }, settings });
    expect(asset?.data).toMatchObject({ fileName: 'Größe 2.webp' });
  });

  it('takes the product of the connected order line', async () => {
    const line = stage.orderLine();
    const order_line = { ...line, data: { ...line.data, product: { ...line.data.product, articleNumber: 'X 7' } } };
    const { asset } = await stage.run('output_save', { inputs: { artifact: await stage.image(), order_line } });
    expect(asset?.data).toMatchObject({ fileName: 'x-7_still_tiny.png' });
  });

  const unlike: [string, ArtifactKind, () => Promise<PortValue>][] = [
    ['video', 'still_image', () => stage.video()],
    ['image', 'turntable_video', () => stage.image()],
    ['model', 'blend_asset', () => stage.model()],
    ['blend', 'model_export', () => stage.blend()],
  ];
  it.each(unlike)('refuses a %s where a %s is expected', async (type, expectedArtifact, make) => {
    const play = { inputs: { artifact: await make() }, settings: { expectedArtifact } };
    const error = await expectAppError(stage.deliver('output_save', play), 'output_type.invalid_contract');
    expect(error.details).toEqual({ expected: expectedArtifact, connected: type });
    expect(stage.effects).toEqual([]);
  });

  const unwritable: [string, ArtifactKind, string, () => Promise<PortValue>][] = [
    ['a picture', 'still_image', 'mp4', () => stage.image()],
    ['an MP4', 'turntable_video', 'webm', () => stage.video('mp4')],
    ['an STL', 'model_export', 'glb', () => stage.model()],
    ['a .blend', 'blend_asset', 'png', () => stage.blend()],
  ];
  it.each(unwritable)('refuses to save %s (%s) as %s', async (_what, expectedArtifact, format, make) => {
    const play = { inputs: { artifact: await make() }, settings: { expectedArtifact, format } };
    const error = await expectAppError(stage.run('output_save', play), 'output_type.invalid_contract');
    expect(error.message).toContain(`cannot be saved as ${format}`);
  });

  it('refuses a picture that is damaged, and publishes nothing', async () => {
    const files = [await stage.written('image', 'damaged.png', 'no picture')];
    const artifact = { ...(await stage.image()), files };
    await expectAppError(stage.deliver('output_save', { inputs: { artifact } }), 'media.undecodable');
    expect(stage.effects).toEqual([]);
  });

  it('passes on that the .blend could not be stamped', async () => {
    stage.calls.failures.set('stampBlend', new AppError('media.blend_damaged', 'It holds 1 of 2 parts.'));
    const settings = { expectedArtifact: 'blend_asset', format: 'blend' };
    const play = { inputs: { artifact: await stage.blend() }, settings };
    await expectAppError(stage.run('output_save', play), 'media.blend_damaged');
  });
});

describe('notify', () => {
  async function notified(settings: Record<string, unknown>): Promise<void> {
    const { asset } = await stage.run('output_save', { inputs: { artifact: await stage.image() } });
    expect(await stage.deliver('notify', { inputs: { asset: asset! }, settings })).toEqual({});
  }

  it.each([
    [{}, 'notify in the usual words'],
    [{ message: 'The bearing is done.' }, 'notify The bearing is done.'],
  ])('tells once when it is armed (%j)', async (settings, told) => {
    await notified(settings);
    expect(stage.effects).toEqual([told]);
  });

  it('says in its log that it stays silent when it is not', async () => {
    await notified({ armed: false });
    expect(stage.effects).toEqual([]);
    expect(stage.logs).toEqual(['info: Not armed: nobody was notified.']);
  });

  it('tells nobody when its outputs are made but nothing is delivered', async () => {
    const { asset } = await stage.run('output_save', { inputs: { artifact: await stage.image() } });
    await stage.run('notify', { inputs: { asset: asset! } });
    expect(stage.effects).toEqual([]);
  });
});
