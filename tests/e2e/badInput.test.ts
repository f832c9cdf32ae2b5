import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stepFixture, stepFixtureText } from '../support/stepFixtures.ts';
import { products, sampleProduct } from './support/domain.ts';
import { expect, shareApp, test } from './support/test.ts';

const shared = shareApp({ withSample: true });
const folder = mkdtempSync(join(tmpdir(), 'hartomat-bad-step-'));
test.afterAll(() => rmSync(folder, { recursive: true }));

test.beforeEach(async () => {
  await sampleProduct(shared());
  await shared().goTo('products');
});

async function choose(path: string): Promise<void> {
  await shared().chooseInDialogs([path]);
  await shared().page.getByRole('button', { name: 'Import STEP…' }).click();
}

const bad: [what: string, name: string, text: () => Promise<string>, code: string][] = [
  ['an empty file', 'empty.step', async () => '', 'cad.empty_file'],
  ['a text file', 'letter.step', async () => 'Dear customer,\nhere is the drawing.\n', 'cad.not_step'],
  ['a truncated file', 'cut.step', async () => (await stepFixtureText('nested18')).slice(0, 9000), 'cad.truncated'],
];

for (const [what, name, text, code] of bad) {
  test(`${what} shows its error with code ${code}, and no product appears`, async () => {
    const path = join(folder, name);
    writeFileSync(path, await text());
    const before = (await products(shared())).length;
    await choose(path);
    const { page } = shared();
    await expect(page.getByText(code).first()).toBeVisible();
    await expect(page.getByText(name).first()).toBeVisible();
    expect((await products(shared())).length).toBe(before);
  });
}

test('after all of them a good file still imports', async () => {
  await choose(await stepFixture('twoBoxes'));
  await expect.poll(async () => (await products(shared())).some((product) => product.parts === 2)).toBe(true);
});
