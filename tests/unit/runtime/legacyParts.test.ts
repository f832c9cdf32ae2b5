import { describe, expect, it } from 'vitest';
import type { RunReporter } from '../../../electron/runtime/contracts/dispatch.ts';
import { pipelineOf } from '../../../electron/runtime/legacy/pipelineOf.ts';
import { ProgressTracker } from '../../../electron/runtime/legacy/progressTracker.ts';
import { provenanceOf } from '../../../electron/runtime/legacy/provenanceOf.ts';
import { provenanceSchema } from '../../../shared/domain/media.ts';
import { artifactKindSchema } from '../../../shared/domain/outputType.ts';
import { deviceUsed } from '../../../shared/media/deviceUsed.ts';
import { deliveryFileName } from '../../../shared/media/deliveryFileName.ts';
import { tinyOutputType } from '../../support/tinyOutputType.ts';
import { actualConditions, aDispatchOrder } from './aDispatchOrder.ts';

describe('the pipeline', () => {
  const keys = (change: Partial<typeof tinyOutputType>): string[] =>
    pipelineOf({ ...tinyOutputType, ...change }).map(({ key }) => key);

  it.each(artifactKindSchema.options)('of a %s prepares, makes, verifies, publishes and notifies', (artifactKind) => {
    const plan = pipelineOf({ ...tinyOutputType, artifactKind });
    expect(plan[0]?.key).toBe('prepare_scene');
    expect(plan.slice(-3).map(({ key }) => key)).toEqual(['verify_output', 'publish', 'notify']);
    expect(plan.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
  });

  it('encodes a turntable in a step of its own, and composes a sheet only of several angles', () => {
    expect(keys({ artifactKind: 'turntable_video' })).toContain('encode_video');
    const { profile } = tinyOutputType;
    expect(keys({ profile: { ...profile, angles: ['front', 'side'] } })).toContain('compose_sheet');
    expect(keys({ profile: { ...profile, angles: ['front'] } })).not.toContain('compose_sheet');
  });
});

describe('progress', () => {
  type Told = Parameters<RunReporter['progress']>[0];

  function tracker(expectedSeconds: number | null = null) {
    const told: Told[] = [];
    let seconds = 0;
    const nothing = (): void => undefined;
    const reporter: RunReporter = {
      step: nothing,
      log: nothing,
      core: nothing,
      progress: (one) => void told.push(one),
    };
    const progress = new ProgressTracker(
      pipelineOf(tinyOutputType),
      reporter,
      () => new Date(seconds * 1000),
      expectedSeconds,
    );
    return { told, progress, pass: (more: number) => void (seconds += more) };
  }

  it('never runs backwards, not even when a render is tried again', () => {
    const { told, progress } = tracker();
    progress.report('prepare_scene', 0.5, 'Preparing');
    progress.report('render_still', 0.8, 'Sample 8 of 10');
    progress.report('verify_output', 0, 'Verifying');
    progress.report('render_still', 0.1, 'Sample 1 of 10');
    progress.report('publish', 2, 'Publishing');
    progress.report('notify', -1, 'Delivering');
    progress.report('notify', 1, 'Delivered');
    const fractions = told.map(({ fraction }) => fraction);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(fractions[1]).toBeCloseTo(0.04 + 0.91 * 0.8);
    expect(fractions[3]).toBe(fractions[2]);
    expect(fractions.at(-1)).toBe(1);
  });

  it('estimates by what the step says, else by history, else not at all', () => {
    const { told, progress, pass } = tracker(10);
    progress.report('render_still', 0, 'Setting up');
    pass(4);
    progress.report('render_still', 0.1, 'Sample 1 of 10', 90);
    progress.report('render_still', 0.2, 'Sample 2 of 10');
    pass(7);
    progress.report('render_still', 0.3, 'Sample 3 of 10');
    expect(told.map(({ etaSeconds }) => etaSeconds)).toEqual([10, 90, 6, null]);
    const unknown = tracker();
    unknown.progress.report('publish', 0, 'Publishing');
    expect(unknown.told[0]?.etaSeconds).toBeNull();
  });

  it('keeps the preliminary picture once it is there', () => {
    const { told, progress } = tracker();
    progress.report('render_still', 0.5, 'Sample 1 of 2');
    progress.report('render_still', 0, 'Preview', null, '/runs/r/preview.png');
    progress.report('publish', 0, 'Publishing');
    expect(told.map(({ previewFile }) => previewFile)).toEqual([null, '/runs/r/preview.png', '/runs/r/preview.png']);
    expect(told[1]?.fraction).toBe(told[0]?.fraction);
  });
});

describe('the name of a delivered file', () => {
  const name = (articleNumber: string, product: string): string =>
    deliveryFileName(aDispatchOrder({ product: { id: 'p', name: product, articleNumber } }));

  it.each([
    ['6205-2RS', 'Kugellager', '6205-2rs_still_tiny.png'],
    ['', 'Käfig Größe 1', 'kafig-groe-1_still_tiny.png'],
    ['保持架', 'Cage', 'cage_still_tiny.png'],
    ['', '保持架', 'product_still_tiny.png'],
    ['../../etc/passwd', 'x', 'etc-passwd_still_tiny.png'],
    ['a\\b:c*d?"<>|\u0000', 'x', 'a-b-c-d_still_tiny.png'],
    ['...', '   ', 'product_still_tiny.png'],
  ])('%j, %j becomes %s', (articleNumber, product, expected) => {
    expect(name(articleNumber, product)).toBe(expected);
  });

  it('stays short enough for every file system', () => {
    expect(name('x'.repeat(500), '').length).toBeLessThan(130);
  });
});

describe('provenance', () => {
  const order = aDispatchOrder();

  it('says all that decided the picture', () => {
    const provenance = provenanceOf(order, actualConditions());
    expect(provenanceSchema.parse(provenance)).toEqual(provenance);
    expect(provenance).toMatchObject({
      application: { version: '1.2.3' },
      outputType: { code: 'still_tiny', settings: { profile: order.outputType.profile } },
      product: { name: 'Kugellager 6205', articleNumber: '6205-2RS', cadSha256: 'cad' },
      materials: { ring: 'steel', ball: 'steel' },
      template: { id: 'white_studio', sha256: 'template-hash' },
      blender: { version: '4.5.15', device: 'CPU', engine: 'CYCLES', samples: 2, seed: 7 },
    });
  });

  it('says nothing of the run: another run of the same order has the same', () => {
    const other = aDispatchOrder({
      ...{ runId: 'run-2', runNumber: 'R-0002', orderLineId: 'line-2', orderLineNumber: 'OL-0002-01' },
      ...{ priority: 'high', folder: '/elsewhere/runs/run-2', expectedSeconds: 12, threads: 8 },
      runtime: { ...order.runtime, id: 'other', executable: '/elsewhere/blender' },
    });
    const elsewhere = actualConditions({ deviceName: 'Another CPU', threads: 64 });
    expect(provenanceOf(other, elsewhere)).toEqual(provenanceOf(order, actualConditions()));
    expect(JSON.stringify(provenanceOf(order, actualConditions()))).not.toMatch(/run-1|line-1|R-0001|OL-0001|\/home/);
  });

  it('names the graphics card, which does change a picture', () => {
    const gpu = actualConditions({ device: 'GPU', deviceBackend: 'OPTIX', deviceName: 'RTX 4090' });
    expect(deviceUsed(gpu)).toBe('GPU OPTIX RTX 4090');
    expect(provenanceOf(order, gpu)).not.toEqual(provenanceOf(order, actualConditions()));
  });
});
