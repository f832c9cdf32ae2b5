import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const identitySchema = z.object({ pid: z.number().int(), start: z.string().nullable() });

/** A Blender process that was started, and by whom: what is needed to end it after its owner was killed. */
export const pidRecordSchema = z.object({
  pid: z.number().int(),
  start: z.string().nullable(),
  tag: z.string(),
  /** The folder of the process, deleted when it is reaped. */
  folder: z.string(),
  owner: identitySchema,
});
export type PidRecord = z.infer<typeof pidRecordSchema>;

export const pidFolder = (stateFolder: string): string => join(stateFolder, 'pids');
const fileOf = (stateFolder: string, tag: string): string => join(pidFolder(stateFolder), `${tag}.json`);

/** Written at once after a start and synchronously: the owner may be killed in the next moment. */
export function writePidRecord(stateFolder: string, record: PidRecord): void {
  mkdirSync(pidFolder(stateFolder), { recursive: true });
  writeFileSync(fileOf(stateFolder, record.tag), JSON.stringify(record));
}

export function removePidRecord(stateFolder: string, tag: string): void {
  rmSync(fileOf(stateFolder, tag), { force: true });
}

/** All records; a damaged one (cut short by a crash) is left out and removed. */
export async function readPidRecords(stateFolder: string): Promise<PidRecord[]> {
  const names = await readdir(pidFolder(stateFolder)).catch(() => []);
  const records: PidRecord[] = [];
  for (const name of names.filter((entry) => entry.endsWith('.json'))) {
    const file = join(pidFolder(stateFolder), name);
    const parsed = pidRecordSchema.safeParse(parseJson(await readFile(file, 'utf8').catch(() => '')));
    if (parsed.success) records.push(parsed.data);
    else rmSync(file, { force: true });
  }
  return records;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
