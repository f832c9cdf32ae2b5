import { statfsSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import type { BlenderRuntime } from '../../shared/domain/blenderRuntime.ts';
import type { DatabaseStatus } from '../../shared/domain/database.ts';
import type { DoctorReport } from '../../shared/domain/doctor.ts';
import { toErrorValue } from '../../shared/errors/appError.ts';
import { errorCatalogue } from '../../shared/errors/errorCatalogue.ts';
import type { BlenderService } from './blenderService.ts';

type Check = DoctorReport['checks'][number];

const GIGABYTE = 1e9;
/** Below the first a warning, below the second renders will fail. */
const DISK_WARN = 5 * GIGABYTE;
const DISK_FAIL = 0.5 * GIGABYTE;

/** Bytes that this user may still write on the drive of `folder`; 0 when it cannot be told. */
export function freeDiskBytes(folder: string): number {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return 0;
  }
}

function diskCheck(home: string, free: number): Check {
  const state = free < DISK_FAIL ? 'fail' : free < DISK_WARN ? 'warn' : 'pass';
  const message = `${(free / GIGABYTE).toFixed(1)} GB free on the drive of ${home}.`;
  return {
    id: 'disk',
    label: 'Disk space',
    state,
    message,
    remedy: state === 'pass' ? null : errorCatalogue['file.disk_full'].remedy,
  };
}

function databaseCheck(status: DatabaseStatus): Check {
  if (status.state === 'ready') {
    return { id: 'database', label: 'Database', state: 'pass', message: `${status.path} is sound.`, remedy: null };
  }
  const remedy = errorCatalogue[`database.${status.state}`].remedy;
  return { id: 'database', label: 'Database', state: 'fail', message: status.message, remedy };
}

async function blenderCheck(blender: BlenderService): Promise<{ check: Check; chosen: BlenderRuntime | null }> {
  try {
    const chosen = await blender.chosen();
    const kind = chosen.kind === 'module' ? 'bpy module' : 'program';
    const message = `Blender ${chosen.version} (${kind}, ${chosen.origin}).`;
    return { check: { id: 'blender', label: 'Blender', state: 'pass', message, remedy: null }, chosen };
  } catch (thrown) {
    const { message, remedy } = toErrorValue(thrown);
    return { check: { id: 'blender', label: 'Blender', state: 'fail', message, remedy: remedy ?? null }, chosen: null };
  }
}

/** The state of this machine. Works without a usable database, because that is one of the things it reports. */
export async function doctorReport(options: {
  version: string;
  home: string;
  blender: BlenderService;
  database: DatabaseStatus;
}): Promise<DoctorReport> {
  const { version, home, blender, database } = options;
  const free = freeDiskBytes(home);
  const { check, chosen } = await blenderCheck(blender);
  const checks: Check[] = [
    { id: 'home', label: 'Data folder', state: 'pass', message: `${home} can be written to.`, remedy: null },
    databaseCheck(database),
    check,
    diskCheck(home, free),
  ];
  return {
    ok: checks.every(({ state }) => state !== 'fail'),
    version,
    platform: `${process.platform} ${process.arch}`,
    home,
    node: process.versions.node,
    electron: process.versions['electron'] ?? null,
    cpuThreads: availableParallelism(),
    memoryBytes: totalmem(),
    freeDiskBytes: free,
    checks,
    runtimes: await blender.list().catch(() => []),
    chosenRuntimeId: chosen?.id ?? null,
  };
}
