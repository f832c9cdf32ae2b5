import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { expect, it } from 'vitest';
import { createNodeRegistry } from '../../../electron/nodes/registry.ts';
import type { NodeDefinition } from '../../../shared/domain/nodeDefinition.ts';
import { loadScript, projectRoot } from './loadScript.ts';

const page = join(projectRoot, 'docs', 'nodes.md');
const { nodePage } = await loadScript<{ nodePage(definitions: NodeDefinition[]): string }>('nodeDocs.mjs');
const definitions = createNodeRegistry()
  .list()
  .map(({ definition }) => definition);

it('docs/nodes.md is what the registry says: npm run docs:nodes', async () => {
  const wanted = await format(nodePage(definitions), { ...(await resolveConfig(page)), filepath: page });
  expect(readFileSync(page, 'utf8')).toBe(wanted);
});

it('the page names every type, port and setting, and leaves no value open', () => {
  const text = nodePage(definitions);
  for (const { type, inputs, outputs, defaults } of definitions) {
    const own = text.slice(text.indexOf(`: \`${type}\``)).split('\n### ')[0] ?? '';
    for (const name of [...inputs, ...outputs].map((port) => port.name)) expect(own, type).toContain(`| \`${name}\``);
    for (const name of Object.keys(defaults)) expect(own, type).toContain(`| \`${name}\``);
  }
  expect(text).not.toMatch(/undefined|… to/);
});
