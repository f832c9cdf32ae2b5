import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import type { NodeFolder } from '../../../electron/nodes/nodeFolders.ts';
import { createNodeRegistry } from '../../../electron/nodes/registry.ts';
import { NodeStage } from '../../support/nodeStage.ts';

const root = resolve(import.meta.dirname, '../../..');
const folder = join(root, '.cache', 'guide', String(process.pid), 'image_shrink');

afterAll(() => rm(join(folder, '..'), { recursive: true, force: true }));

/** The node that docs/adding-a-node.md shows, as somebody who follows it would have it in electron/nodes. */
async function nodeOfTheGuide(): Promise<NodeFolder> {
  const guide = await readFile(join(root, 'docs', 'adding-a-node.md'), 'utf8');
  const blocks = [...guide.matchAll(/```ts\n([\s\S]*?)```/g)].map((match) => match[1] ?? '');
  await mkdir(folder, { recursive: true });
  const nodes = join(root, 'electron', 'nodes', 'image_shrink');
  const modules = [];
  for (const [index, name] of ['definition', 'execute'].entries()) {
    const path = join(folder, `${name}.ts`);
    const absolute = (_all: string, up: string) => `from '${resolve(nodes, up).replaceAll('\\', '/')}'`;
    await writeFile(path, (blocks[index] ?? '').replaceAll(/from '(\.\.\/[^']+)'/g, absolute));
    modules.push((await import(/* @vite-ignore */ pathToFileURL(path).href)) as NodeFolder);
  }
  return Object.assign({}, ...modules) as NodeFolder;
}

it('the node of the guide passes the check of the registry and works', async () => {
  const registry = createNodeRegistry({ image_shrink: await nodeOfTheGuide() });
  const stage = await NodeStage.open('twoBoxes', registry);
  try {
    const play = { inputs: { image: await stage.image(800, 400) }, settings: { edge: 100 } };
    const { image } = await stage.run('image_shrink', play);
    expect(image?.data).toMatchObject({ width: 100, height: 50 });
  } finally {
    stage.close();
  }
});
