import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { projectRoot } from './loadScript.ts';

it('explains every code of set-up in docs/setup.md, and none that is gone', () => {
  const entries = readdirSync(join(projectRoot, 'scripts'), { recursive: true, encoding: 'utf8' });
  const sources = entries.filter((name) => name.endsWith('.mjs')).map((name) => join(projectRoot, 'scripts', name));
  const code = /'((?:SETUP|BENCH)_[A-Z_]+)'/g;
  const used = new Set(
    sources.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(code)].map((match) => match[1])),
  );
  const page = readFileSync(join(projectRoot, 'docs/setup.md'), 'utf8');
  const rows = page.split('\n').filter((line) => /^\| `(?:SETUP|BENCH)_/.test(line));
  const explained = rows.flatMap((line) =>
    [...(line.split('|')[1] ?? '').matchAll(/`([A-Z_]+)`/g)].map((match) => match[1]),
  );
  expect(explained.toSorted()).toEqual([...used].toSorted());
});
