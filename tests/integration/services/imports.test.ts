import { readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stepFixture } from '../../support/stepFixtures.ts';
import { TestApplication } from '../../support/testApplication.ts';

let desk: TestApplication;

beforeAll(async () => {
  desk = await TestApplication.start({ environment: { HARTOMAT_BLENDER: '/bin/ls' } });
}, 60_000);

afterAll(() => desk?.close());

/** How these imports ended, in the order in which they were asked for. */
async function ends(jobs: { jobId: string }[]) {
  const told = () => desk.told('cad:importFinished');
  await desk.when('all imports end', () => jobs.every(({ jobId }) => told().some((end) => end.jobId === jobId)));
  return jobs.map(({ jobId }) => told().find((end) => end.jobId === jobId)!);
}

const folders = (): string[] => readdirSync(join(desk.home, 'cad'));

describe('imports', () => {
  it('make a product of each file, and keep equal files once', async () => {
    desk.chosenFiles = [await stepFixture('nested18'), await stepFixture('unicode'), await stepFixture('nested18')];
    const jobs = await desk.call('products:chooseFiles', undefined);
    expect(jobs.map(({ fileName }) => fileName)).toEqual(['nested18.step', 'unicode.step', 'nested18.step']);
    const [first, second, third] = await ends(jobs);
    for (const end of [first, second, third]) expect(end?.error).toBeNull();
    expect(new Set([first?.productId, second?.productId, third?.productId]).size).toBe(3);
    const [one, other] = await Promise.all(
      [first, third].map((end) => desk.call('products:get', { id: end!.productId! })),
    );
    expect(one?.cadFile).toEqual(other?.cadFile);
    expect(one).toMatchObject({ name: 'nested18', parts: 18, unmatchedParts: 18, isSample: false, mediaCount: 0 });
    expect(folders()).toHaveLength(2);
    const fractions = desk.told('cad:importProgressed').flatMap((p) => (p.jobId === first?.jobId ? p.fraction : []));
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    const messages = desk.told('cad:importProgressed').flatMap((p) => (p.jobId === third?.jobId ? p.message : []));
    expect(messages, 'one that is known is only checked').toEqual(['Waiting for its turn', 'Checking nested18.step']);
    expect(await desk.call('products:list', undefined)).toHaveLength(3);
  }, 60_000);

  it('replace the CAD file of a product and keep its material map', async () => {
    const rules = [{ pattern: 'pl*', materialId: 'brass' }];
    const [first] = await ends(
      await desk.call('products:import', { paths: [await stepFixture('twoBoxes')], productId: null }),
    );
    const productId = first!.productId!;
    const ruled = await desk.call('products:setRules', { id: productId, rules });
    expect(ruled).toMatchObject({ parts: 2, unmatchedParts: 1, rules });
    expect(Object.values(ruled.resolution.assignments)).toEqual(['brass']);

    const path = await stepFixture('nested18');
    const [end] = await ends(await desk.call('products:import', { paths: [path], productId }));
    expect(end).toMatchObject({ productId, error: null });
    const replaced = await desk.call('products:get', { id: productId });
    expect(replaced).toMatchObject({ name: 'twoBoxes', parts: 18, unmatchedParts: 17, rules });
    expect(replaced.cadFile?.sha256).not.toBe(ruled.cadFile?.sha256);

    const edit = { name: 'Frame', articleNumber: 'A-1', category: 'Frames' };
    expect(await desk.call('products:update', { id: productId, ...edit })).toMatchObject(edit);
    await desk.call('products:remove', { id: productId });
    expect((await desk.call('products:list', undefined)).map(({ id }) => id)).not.toContain(productId);
    await expect(desk.call('products:remove', { id: productId })).rejects.toMatchObject({ code: 'product.unknown' });
  }, 60_000);

  it('end with a reason when they cannot be done, and leave nothing', async () => {
    const before = { folders: folders(), products: await desk.call('products:list', undefined) };
    const text = join(desk.home, 'letter.step');
    writeFileSync(text, 'Dear customer,\n');
    const paths = [text, join(desk.home, 'gone.step'), await stepFixture('nothing'), await stepFixture('cube1000')];
    const jobs = await desk.call('products:import', { paths, productId: null });
    await desk.call('products:cancelImport', { jobId: jobs[3]!.jobId });
    const errors = (await ends(jobs)).map((end) => end.error);
    expect(errors.map((error) => error?.kind)).not.toContain('unexpected');
    expect(errors[0]?.code).toMatch(/^cad\./);
    expect(errors[1]?.code).toBe('file.missing');
    expect(errors[2]?.code).toMatch(/^cad\./);
    expect(errors[3]?.code).toBe('app.cancelled');
    for (const error of errors.slice(0, 3)) expect(error?.remedy).toBeTruthy();
    expect(folders()).toEqual(before.folders);
    expect(await desk.call('products:list', undefined)).toEqual(before.products);
    await desk.call('products:cancelImport', { jobId: jobs[3]!.jobId });
  }, 60_000);

  it('are told of while they wait, and can be given up before it is their turn', async () => {
    // Takes long enough for the others to wait.
    const bearing = resolve('resources', 'samples', 'bearing.step');
    const paths = [bearing, await stepFixture('unicode'), await stepFixture('twoBoxes')];
    const jobs = await desk.call('products:import', { paths, productId: null });
    const ids = jobs.map(({ jobId }) => jobId);
    const toldOf = () => new Set(desk.told('cad:importProgressed').map(({ jobId }) => jobId));
    await desk.when('all are told of', () => ids.every((id) => toldOf().has(id)));
    const over = () => desk.told('cad:importFinished').filter(({ jobId }) => ids.includes(jobId));
    expect(over()).toEqual([]);
    await desk.call('products:cancelImport', { jobId: ids[2]! });
    await desk.when('one has ended', () => over().length > 0);
    expect(over().map(({ jobId, error }) => [jobId, error?.code])).toEqual([[ids[2], 'app.cancelled']]);
    await desk.call('products:cancelImport', { jobId: ids[0]! });
    const [first, second] = await ends(jobs);
    expect(first?.error?.code).toBe('app.cancelled');
    expect(second?.error).toBeNull();
  }, 60_000);

  it('bring the shipped sample once, with its material map', async () => {
    const options = { signal: new AbortController().signal, onProgress: () => undefined };
    expect(await desk.call('app:info', undefined)).toMatchObject({ firstStart: true });
    const sample = await desk.application.direct.sample(options);
    expect(sample).toMatchObject({ isSample: true, unmatchedParts: 0 });
    expect(sample.rules.length).toBeGreaterThan(0);
    expect((await desk.application.direct.sample(options)).id).toBe(sample.id);
    expect((await desk.call('products:list', undefined)).filter(({ isSample }) => isSample)).toHaveLength(1);
    expect(await desk.call('app:info', undefined)).toMatchObject({ firstStart: false });
  }, 60_000);
});
