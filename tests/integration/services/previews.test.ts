import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InjectedFault } from '../../../electron/runtime/contracts/engine.ts';
import type { OutputType } from '../../../shared/domain/outputType.ts';
import type { Preview } from '../../../shared/domain/preview.ts';
import { megasamples } from '../../../shared/domain/renderTime.ts';
import type { WorkflowConfig } from '../../../shared/domain/workflow.ts';
import { presetConfig } from '../../../shared/graph/presetConfig.ts';
import type { ChannelInput } from '../../../shared/ipc/contract.ts';
import { artifactUrl } from '../../../shared/media/artifactUrl.ts';
import { blendersOf } from '../../e2e/support/processes.ts';
import { expectAppError } from '../../support/expectAppError.ts';
import { TestApplication } from '../../support/testApplication.ts';
import { tinyOf, tinyOutputType, tinyThumbnail } from '../../support/tinyOutputType.ts';
import { WorkflowDesk } from '../../support/workflowOrders.ts';

const large = tinyOf({
  code: 'large',
  profile: { ...tinyOutputType.profile, width: 1600, height: 100 },
  renderer: { ...tinyOutputType.renderer, samples: 512 },
});
/** Minutes of work for any machine: nobody waits for its end. */
const endless: OutputType = tinyOf({
  code: 'endless',
  profile: { ...tinyOutputType.profile, width: 320, height: 180 },
  renderer: { ...tinyOutputType.renderer, samples: 65536, wallSeconds: 600 },
});
const outputTypes = [tinyOutputType, large, endless, tinyThumbnail];

/** What goes wrong in the next preview. The application holds this very list. */
const faults: InjectedFault[] = [];
const home = mkdtempSync(join(tmpdir(), 'hartomat-previews-'));
let desk: WorkflowDesk;
let still: WorkflowConfig;

beforeAll(async () => {
  desk = await WorkflowDesk.open({ home, outputTypes, runtime: { faults } });
  ({ config: still } = await desk.test.call('workflows:get', { id: 'preset-still' }));
}, 120_000);
afterAll(async () => {
  await desk?.close();
  rmSync(home, { recursive: true, force: true });
});

type Request = ChannelInput<'previews:start'>;
const STILL = 'blender_still';

function start(change: Partial<Request> = {}): Promise<Preview> {
  return desk.test.call('previews:start', {
    ...{ config: still, workflowId: 'preset-still', nodeId: STILL, productId: desk.productId },
    ...{ outputTypeId: tinyOutputType.id },
    ...change,
  });
}

const told = (id: string): Preview[] =>
  desk.test.told('previews:changed').flatMap(({ preview }) => (preview.id === id ? preview : []));
const isEnded = ({ state }: Preview): boolean => ['done', 'failed', 'cancelled'].includes(state);

async function ended(preview: Preview): Promise<Preview> {
  await desk.test.when(`preview ${preview.id} ends`, () => told(preview.id).some(isEnded));
  return told(preview.id).at(-1)!;
}

async function rendering(preview: Preview): Promise<void> {
  const shown = (): boolean =>
    desk.test
      .told('previews:progressed')
      .some(({ previewId, message }) => previewId === preview.id && message.startsWith('Sample'));
  await desk.test.when('it renders', shown);
}

const stepOf = (preview: Preview, key: string) => preview.steps.find((step) => step.key === key);

/** What else the application holds: a preview must leave all of it alone. */
async function world() {
  return {
    runs: await desk.test.call('runs:list', {}),
    media: await desk.test.call('media:list', {}),
    notices: await desk.test.call('notices:list', undefined),
    notified: [...desk.test.notified],
    folders: readdirSync(join(home, 'previews')),
    runFolders: readdirSync(join(home, 'runs')),
  };
}

describe('a quick preview of a still', { timeout: 120_000 }, () => {
  let first: Preview;

  it('is waiting when it was asked for, with every node that takes part', async () => {
    const before = await world();
    const waiting = await start({ outputTypeId: large.id });
    expect(waiting).toMatchObject({ nodeId: STILL, quality: 'quick', state: 'waiting', error: null, tables: [] });
    expect(waiting.steps.map(({ state }) => state)).toEqual(waiting.steps.map(() => 'waiting'));
    const takingPart = waiting.steps.map(({ key }) => key);
    expect(takingPart.at(-1)).toBe(STILL);
    expect(takingPart).not.toContain('output_save');

    first = await ended(waiting);
    expect(first, JSON.stringify(first.error)).toMatchObject({ state: 'done', error: null });
    expect(first.steps.map(({ key }) => key)).toEqual(takingPart);
    expect(new Set(first.steps.map(({ state }) => state))).toEqual(new Set(['done']));
    const states = told(first.id).map(({ state }) => state);
    expect([...new Set(states)]).toEqual(['waiting', 'running', 'done']);
    const fractions = desk.test
      .told('previews:progressed')
      .flatMap(({ previewId, nodeId, fraction }) => (previewId === first.id && nodeId === STILL ? fraction : []));
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
    expect(fractions.at(-1)).toBe(1);
    expect(await world(), 'no run, no media asset, no notice, no folder').toEqual(before);
  });

  it('tells what Blender said, in order and before its end', () => {
    const { events } = desk.test;
    const lines = desk.test.told('previews:logged').flatMap((logged) => logged.lines);
    expect(lines.map(({ seq }) => seq)).toEqual(lines.map((_, index) => index));
    expect(new Set(lines.map(({ source }) => source))).toContain(`node:${STILL}`);
    const lastOf = (wanted: string): number => events.findLastIndex(({ name }) => name === wanted);
    expect(lastOf('previews:logged')).toBeLessThan(lastOf('previews:changed'));
  });

  it('says from then on what rendering takes here', async () => {
    const times = await desk.test.call('nodes:renderTimes', undefined);
    expect(times).toEqual([
      expect.objectContaining({ nodeType: STILL, engine: 'cycles', renders: 1, fixedSeconds: 0 }),
    ]);
    const { startedAt, endedAt } = stepOf(first, STILL)!;
    const work = megasamples({ width: 480, height: 30, samples: 8, pictures: 1 });
    const seconds = (Date.parse(endedAt!) - Date.parse(startedAt!)) / 1000;
    expect(times[0]!.secondsPerMegasample * work).toBeGreaterThan(0);
    expect(times[0]!.secondsPerMegasample * work).toBeLessThanOrEqual(seconds + 0.1);
  });

  it('gives a small picture of the same shape, at an address that windows may ask for', async () => {
    const [file] = stepOf(first, STILL)!.outputs[0]!.files;
    const found = await desk.test.application.resolveMedia(artifactUrl(file!));
    expect(found?.contentType).toBe('image/png');
    const { info } = await sharp(found!.path).raw().toBuffer({ resolveWithObject: true });
    expect(info).toMatchObject({ width: 480, height: 30 });
  });

  it('is there at once the second time, and says why', async () => {
    const again = await ended(await start({ outputTypeId: large.id }));
    expect(again.state).toBe('done');
    for (const step of again.steps) expect(step).toMatchObject({ state: 'reused', why: /^Reused: same/ });
    expect(stepOf(again, STILL)?.outputs).toEqual(stepOf(first, STILL)?.outputs);
  });
});

describe('a full preview', { timeout: 120_000 }, () => {
  it('makes what a dispatch of the same settings takes over', async () => {
    const preview = await ended(await start({ quality: 'full' }));
    expect(stepOf(preview, STILL), JSON.stringify(preview.error)).toMatchObject({ state: 'done' });
    const run = await desk.run({ mode: 'graph' });
    expect(run).toMatchObject({ state: 'delivered', fallback: null });
    expect(WorkflowDesk.nodes(run)).toMatchObject({ blender_still: 'reused', output_save: 'done', notify: 'done' });
    expect(run.core).toMatchObject({ width: 96, height: 54, samples: 2 });
    const progress = desk.test.told('runs:progressed').filter(({ runId }) => runId === run.id);
    expect(progress.map(({ step, node }) => node?.id === step)).toEqual(progress.map(() => true));
    expect(progress.findLast(({ step }) => step === 'output_save')?.node).toEqual({ id: 'output_save', fraction: 1 });
  });

  it('of a workflow that was never saved works too', async () => {
    const config = { ...still, name: 'Fresh', nodes: still.nodes.map((node) => ({ ...node, label: 'Mine' })) };
    const preview = await ended(await start({ config, workflowId: null, outputTypeId: null, nodeId: 'resolve_glb' }));
    expect(preview.state, JSON.stringify(preview.error)).toBe('done');
    expect(stepOf(preview, 'resolve_glb')?.label).toBe('Mine');
  });
});

describe('a preview of lists', { timeout: 120_000 }, () => {
  const intake = presetConfig('cad_intake');
  const of = (nodeId: string): Partial<Request> => ({
    ...{ config: intake, workflowId: null, nodeId, outputTypeId: tinyThumbnail.id },
  });

  it('gives the parts of a CAD file as a table', async () => {
    const preview = await ended(await start(of('occ_object_extract')));
    expect(preview.state, JSON.stringify(preview.error)).toBe('done');
    expect(preview.tables).toMatchObject([{ columns: ['Name', 'Path', 'Key'], total: 2 }]);
    expect(preview.tables[0]?.rows).toHaveLength(2);
  });

  it('gives a bounding box in millimetres', async () => {
    const preview = await ended(await start(of('glb_bbox')));
    const box = preview.tables.find(({ columns }) => columns[0] === 'Axis');
    expect(box?.rows.map(([axis]) => axis)).toEqual(['X', 'Y', 'Z']);
    expect(box?.rows[0]?.[3]).toMatch(/^\d+\.\d\d mm$/);
  });

  it('gives the material of every part by its name, and the order line', async () => {
    const map = await ended(await start({ nodeId: 'material_map_resolve' }));
    expect(map.tables).toMatchObject([{ columns: ['Part', 'Material', 'Source'], total: 2 }]);
    const parts = map.tables[0]!.rows.map(([part]) => part!);
    const { tables } = await ended(await start(of('occ_object_extract')));
    expect(parts.toSorted()).toEqual(tables[0]?.rows.map(([name]) => name).toSorted());

    const line = await ended(await start({ nodeId: 'order_line_setup', outputTypeId: large.id, quality: 'full' }));
    expect(line.tables[0]?.rows).toContainEqual(['profile.width', '1600']);
  });
});

describe('a preview that cannot be made', { timeout: 120_000 }, () => {
  it('is refused with the problems of the nodes that take part, and of no others', async () => {
    const edges = still.edges.filter(({ target }) => target.node !== 'resolve_template' && target.node !== 'notify');
    const config = { ...still, edges };
    const error = await expectAppError(start({ config }), 'workflow.invalid');
    expect(error.details['problems']).toMatchObject([{ code: 'input.missing', nodeId: 'resolve_template' }]);
    const beside = await ended(await start({ config, nodeId: 'resolve_glb' }));
    expect(beside.state).toBe('done');
  });

  it('is refused for what is not there', async () => {
    await expectAppError(start({ config: { name: 'nothing' } }), 'workflow.malformed');
    await expectAppError(start({ nodeId: 'nobody' }), 'app.not_found');
    await expectAppError(start({ productId: 'nobody' }), 'product.unknown');
    await expectAppError(start({ outputTypeId: 'nobody' }), 'output_type.unknown');
    await expectAppError(desk.test.call('previews:cancel', { id: 'nobody' }), 'app.not_found');
  });

  it('fails with its code when Blender is killed under it, and leaves nothing behind', async () => {
    const before = await world();
    faults.push({ at: STILL, phase: 'during', kind: 'kill_blender' });
    const work = { outputTypeId: large.id, quality: 'full' } as const;
    const preview = await ended(await start(work)).finally(() => (faults.length = 0));
    expect(preview).toMatchObject({
      state: 'failed',
      tables: [],
      error: { code: expect.stringMatching(/^blender\./) },
    });
    expect(stepOf(preview, STILL)).toMatchObject({ state: 'failed', error: { code: preview.error?.code } });
    expect(stepOf(preview, 'resolve_glb')?.state).toMatch(/done|reused/);
    expect(await world()).toEqual(before);
    expect(await ended(await start({ outputTypeId: large.id }))).toMatchObject({ state: 'done', error: null });
  });
});

describe('one preview at a time', { timeout: 120_000 }, () => {
  const slow = { outputTypeId: endless.id, quality: 'full' } as const;

  it.runIf(process.platform === 'linux')('one that is cancelled answers when its Blender is dead', async () => {
    const before = await world();
    const preview = await start(slow);
    await rendering(preview);
    expect(blendersOf(home)).not.toEqual([]);
    expect(readdirSync(join(home, 'previews'))).toEqual([preview.id]);

    const cancelled = await desk.test.call('previews:cancel', { id: preview.id });
    expect(blendersOf(home)).toEqual([]);
    expect(cancelled).toMatchObject({ state: 'cancelled', error: null });
    expect(stepOf(cancelled, STILL)?.state).toBe('cancelled');
    expect(cancelled.endedAt).not.toBeNull();
    expect(await desk.test.call('previews:cancel', { id: preview.id })).toEqual(cancelled);
    expect(await world()).toEqual(before);
  });

  it('a new one ends the one before; one that cannot begin does not', async () => {
    const first = await start(slow);
    await rendering(first);
    await expectAppError(start({ nodeId: 'nobody' }), 'app.not_found');
    expect(told(first.id).some(isEnded)).toBe(false);

    const second = await start({ nodeId: 'resolve_glb' });
    expect((await ended(first)).state).toBe('cancelled');
    expect((await ended(second)).state).toBe('done');
    const order = desk.test.told('previews:changed').map(({ preview }) => `${preview.id} ${preview.state}`);
    expect(order.indexOf(`${first.id} cancelled`)).toBeLessThan(order.indexOf(`${second.id} running`));
  });

  it('of several that are asked for at once, the last one stays', async () => {
    const asked = await Promise.all([start(slow), start(slow), start({ nodeId: 'resolve_glb' })]);
    const ends = await Promise.all(asked.map(ended));
    expect(ends.map(({ state }) => state)).toEqual(['cancelled', 'cancelled', 'done']);
  });

  it.runIf(process.platform === 'linux')('the end of the application waits for it', async () => {
    const preview = await start(slow);
    await rendering(preview);
    await desk.test.application.close();
    expect(blendersOf(home)).toEqual([]);
    expect(told(preview.id).at(-1)?.state).toBe('cancelled');
    expect(readdirSync(join(home, 'previews'))).toEqual([]);

    mkdirSync(join(home, 'previews', 'left-by-a-killed-one', 'nodes'), { recursive: true });
    const next = await TestApplication.start({ home });
    try {
      await expect.poll(() => readdirSync(join(home, 'previews'))).toEqual([]);
      expect(await next.call('runs:list', {})).toHaveLength(1);
    } finally {
      await next.close();
    }
  });
});

describe('addresses of kept files', () => {
  let test: TestApplication;
  const sha256 = 'ab'.repeat(32);

  beforeAll(async () => {
    test = await TestApplication.start();
    const folder = join(test.home, 'artifacts', 'ab');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${sha256}.png`), 'picture');
    writeFileSync(join(folder, `${sha256}.json`), '{}');
    mkdirSync(join(folder, `${sha256}.jpg`));
    const outside = mkdtempSync(join(tmpdir(), 'hartomat-outside-'));
    writeFileSync(join(outside, 'secret.webp'), 'secret');
    symlinkSync(join(outside, 'secret.webp'), join(folder, `${sha256}.webp`));
  }, 60_000);
  afterAll(() => test?.close());

  it('lead to the file', async () => {
    const found = await test.application.resolveMedia(artifactUrl({ sha256, extension: 'png' }));
    expect(found).toMatchObject({ contentType: 'image/png' });
    expect(existsSync(found!.path)).toBe(true);
  });

  it.each([
    ['nothing of that content', `${'cd'.repeat(32)}.png`],
    ['a kind that windows do not show', `${sha256}.json`],
    ['a folder', `${sha256}.jpg`],
    ['a link out of the data folder', `${sha256}.webp`],
    ['no extension', sha256],
    ['a short hash', `${sha256.slice(1)}.png`],
    ['capitals', `${sha256.toUpperCase()}.png`],
    ['more behind it', `${sha256}.png/more`],
    ['something before it', `ab/${sha256}.png`],
    ['a way up', `../../settings.json`],
    ['an encoded way up', `..%2F..%2Fsettings.json`],
    ['a way up in the extension', `${sha256}.png%2F..%2F..%2Fx.png`],
    ['an ending of its own', `${sha256}.png%00`],
    ['a line of its own', `${sha256}.png%0A`],
    ['two extensions', `${sha256}.png.png`],
    ['nothing at all', ''],
  ])('lead nowhere: %s', async (_what, name) => {
    expect(await test.application.resolveMedia(`media://artifact/${name}`)).toBeNull();
  });
});
