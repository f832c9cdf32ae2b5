import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildCommandLine, Desk, documentOf } from './startHartomat.ts';

const desk = new Desk();
beforeAll(buildCommandLine, 300_000);
afterAll(() => desk.remove());

it('smoke takes the sample from order to delivery in a data folder of its own, and leaves nothing', async () => {
  const ended = await desk.run(['smoke', '--execution-mode', 'legacy', '--json'], {
    HARTOMAT_HOME: '',
    TMPDIR: desk.folder,
  });
  const document = documentOf<{ status: string; checks: { id: string; passed: boolean }[] }>(ended);
  expect(document.checks.map(({ id, passed }) => [id, passed])).toEqual([
    ['status', true],
    ['executor', true],
    ['output', true],
    ['media_asset', true],
    ['notification', true],
    ['core_fields', true],
  ]);
  expect({ code: ended.code, status: document.status }).toEqual({ code: 0, status: 'delivered' });
  expect(readdirSync(desk.folder)).toEqual([]);
}, 240_000);
