import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeBatch } from '../../../electron/runtime/contracts/writeBatch.ts';
import type { ProcessOptions } from '../../../electron/workers/blenderProcess.ts';
import { writePidRecord } from '../../../electron/workers/pidRecords.ts';
import { findProcess } from '../../../electron/workers/processTable.ts';
import { reapOrphans } from '../../../electron/workers/reapOrphans.ts';
import { BlenderStand } from '../../support/blenderStand.ts';
import { bundleScript } from '../../support/bundleScript.ts';
import { faultyResources } from '../../support/faultyResources.ts';
import { testBlender } from '../../support/testBlender.ts';

let stand: BlenderStand;
const children: ChildProcess[] = [];

beforeEach(async () => {
  stand = await BlenderStand.open(await testBlender());
});

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  stand.close();
});

const records = (): Promise<string[]> => readdir(join(stand.stateFolder(), 'pids'));

/** Blender of an owner of its own, in the middle of a render that waits for ever and has started another program. */
async function ownedBlender(): Promise<{ owner: ChildProcess; blender: number; grandchild: number }> {
  const folder = join(stand.folder, 'batch');
  const { sourcePath, sha256, extension } = stand.product;
  await writeBatch({ folder, items: [stand.still()], inputs: [{ sourcePath, sha256, extension }] });
  const options: ProcessOptions = {
    runtime: await testBlender(),
    scripts: join(faultyResources(stand.folder, 'hasChildren'), 'blender'),
    stateFolder: stand.stateFolder(),
    environment: process.env,
    tag: `owned-${process.pid}`,
    batchFile: join(folder, 'batch.json'),
  };
  const script = await bundleScript(join(import.meta.dirname, 'blenderOwner.child.ts'));
  const owner = spawn(process.execPath, [script, JSON.stringify(options)], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(owner);
  let blender = 0;
  for await (const line of createInterface({ input: owner.stdout })) {
    if (line.startsWith('pid ')) blender = Number(line.slice(4));
    if (line === 'stage render') break;
  }
  return { owner, blender, grandchild: Number(await readFile(join(folder, 'child.pid'), 'utf8')) };
}

describe('after the application was killed', () => {
  it('no Blender lives on, and what it had started is ended at the next start', async () => {
    const { owner, blender, grandchild } = await ownedBlender();
    expect(await findProcess(blender)).not.toBeNull();
    expect(await reapOrphans(stand.stateFolder()), 'the owner lives').toEqual({ reaped: [] });
    expect(await findProcess(blender)).not.toBeNull();

    owner.kill('SIGKILL');
    await once(owner, 'exit');
    await expect.poll(() => findProcess(blender), { timeout: 5000, interval: 50 }).toBeNull();
    expect(await findProcess(grandchild), 'only a mark ties it to its Blender now').not.toBeNull();
    expect(await records()).toHaveLength(1);

    expect(await reapOrphans(stand.stateFolder())).toEqual({ reaped: [blender] });
    expect(await findProcess(grandchild)).toBeNull();
    expect(await records()).toEqual([]);
    expect(await readdir(join(stand.stateFolder(), 'processes'))).toEqual([]);
  });
});

describe('a record of an owner that is gone', () => {
  const owner = { pid: 2 ** 22 + 1, start: 'another boot:1' };

  it('does not cost a stranger its life that has got the pid meanwhile', async () => {
    const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {
      detached: true,
      stdio: 'ignore',
    });
    children.push(stranger);
    await once(stranger, 'spawn');
    const folder = join(stand.stateFolder(), 'processes', 'old');
    await mkdir(folder, { recursive: true });
    writePidRecord(stand.stateFolder(), { pid: stranger.pid ?? 0, start: 'another boot:2', tag: 'old', folder, owner });

    expect(await reapOrphans(stand.stateFolder())).toEqual({ reaped: [] });
    expect(await findProcess(stranger.pid ?? 0)).not.toBeNull();
    expect(await records()).toEqual([]);
    expect(existsSync(folder), 'the folder of the dead process').toBe(false);
  });

  it('is removed when it was cut short', async () => {
    await mkdir(join(stand.stateFolder(), 'pids'), { recursive: true });
    await writeFile(join(stand.stateFolder(), 'pids', 'half.json'), '{"pid": 12');
    expect(await reapOrphans(stand.stateFolder())).toEqual({ reaped: [] });
    expect(await records()).toEqual([]);
  });
});
