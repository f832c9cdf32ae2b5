import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writePidRecord } from '../../../electron/workers/pidRecords.ts';
import { findProcess } from '../../../electron/workers/processTable.ts';
import { BlenderStand } from '../../support/blenderStand.ts';
import { expectAppError } from '../../support/expectAppError.ts';
import { testBlender } from '../../support/testBlender.ts';

let stand: BlenderStand;
const children: ChildProcess[] = [];

beforeAll(async () => {
  stand = await BlenderStand.open(await testBlender());
});

afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  stand.close();
});

/** A process that the records name as one that this application started under a tag. */
async function recorded(tag: string): Promise<number> {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'ignore' });
  children.push(child);
  await once(child, 'spawn');
  const pid = child.pid ?? 0;
  const owner = { pid: process.pid, start: (await findProcess(process.pid))?.start ?? null };
  const start = (await findProcess(pid))?.start ?? null;
  const folder = join(stand.stateFolder(), 'processes', tag);
  mkdirSync(folder, { recursive: true });
  writePidRecord(stand.stateFolder(), { pid, start, tag, folder, owner });
  return pid;
}

it('a thread that breaks takes its Blender along, no other one, and the slot goes on with a new thread', async () => {
  const workersFolder = join(stand.folder, 'workers');
  mkdirSync(workersFolder);
  writeFileSync(join(workersFolder, 'package.json'), '{"type":"module"}');
  writeFileSync(
    join(workersFolder, 'blender.worker.js'),
    'export const runBatch = () => process.exit(1);\nexport const endProcess = async () => undefined;\n',
  );
  const pool = stand.pool({ workersFolder });
  const own = await recorded('blender-1-aa');
  const others = await recorded('blender-10-bb');
  await expectAppError(stand.run(pool, [stand.still()]), 'blender.protocol');
  expect(await findProcess(own)).toBeNull();
  expect(await findProcess(others)).not.toBeNull();
  expect(await readdir(join(stand.stateFolder(), 'pids'))).toEqual(['blender-10-bb.json']);
  await expectAppError(stand.run(pool, [stand.still()]), 'blender.protocol');
  await pool.close();
  expect(await findProcess(others)).not.toBeNull();
});
