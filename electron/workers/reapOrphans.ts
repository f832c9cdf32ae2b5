import { rm } from 'node:fs/promises';
import { findProcess } from './processTable.ts';
import { findTree, killTree } from './processTree.ts';
import { type PidRecord, readPidRecords, removePidRecord } from './pidRecords.ts';

const GRACE_MS = 500;

/**
 * Ends Blender processes whose owner is gone (it was killed, or the machine stopped) and removes what they left behind.
 * Processes of an owner that lives are left alone, and so is a stranger that has got an old pid.
 * Call at the start of the application. Returns the root pids that were alive and are not any more.
 */
export async function reapOrphans(stateFolder: string): Promise<{ reaped: number[] }> {
  const records = await readPidRecords(stateFolder);
  const reaped = await Promise.all(records.map((record) => reap(stateFolder, record)));
  return { reaped: reaped.filter((pid) => pid !== null) };
}

async function reap(stateFolder: string, record: PidRecord): Promise<number | null> {
  const owner = await findProcess(record.owner.pid);
  // A record without a start time is from a system that does not tell; then the pid alone must count.
  if (owner && (record.owner.start === null || owner.start === record.owner.start)) return null;
  const alive = await findTree(record);
  const survivors = alive.length > 0 ? await killTree(record, GRACE_MS) : [];
  if (survivors.length > 0) return null;
  await rm(record.folder, { recursive: true, force: true });
  removePidRecord(stateFolder, record.tag);
  return alive.length > 0 ? record.pid : null;
}
