import { execFile } from 'node:child_process';
import { readFile, readdir } from 'node:fs/promises';
import { promisify } from 'node:util';

/** A process as the system lists it. */
export interface ProcessEntry {
  readonly pid: number;
  readonly parent: number;
  /** Process group and session; 0 where the system has none. */
  readonly group: number;
  readonly session: number;
  /** With the pid it names one process for ever: a reused pid has another start. */
  readonly start: string;
}

const run = promisify(execFile);
let bootId: Promise<string> | null = null;

/** All processes that are alive; zombies are not. Throws when the system does not tell. */
export async function listProcesses(): Promise<ProcessEntry[]> {
  if (process.platform === 'linux') return listLinux();
  return process.platform === 'win32' ? listWindows() : listWithPs();
}

/** The process with this pid, or null when there is none (any more). */
export async function findProcess(pid: number): Promise<ProcessEntry | null> {
  if (process.platform === 'linux') return readLinux(pid);
  return (await listProcesses()).find((entry) => entry.pid === pid) ?? null;
}

/** Linux: pids whose environment carries `NAME=value`. Elsewhere nothing: the tree and the group must do. */
export async function findByEnvironment(name: string, value: string): Promise<number[]> {
  if (process.platform !== 'linux') return [];
  const wanted = `${name}=${value}`;
  const pids = await linuxPids();
  const marked = await Promise.all(
    pids.map(async (pid) => {
      const environment = await readFile(`/proc/${pid}/environ`, 'latin1').catch(() => '');
      return environment.split('\0').includes(wanted) ? pid : 0;
    }),
  );
  return marked.filter((pid) => pid > 0);
}

async function linuxPids(): Promise<number[]> {
  return (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
}

async function listLinux(): Promise<ProcessEntry[]> {
  const entries = await Promise.all((await linuxPids()).map(readLinux));
  return entries.filter((entry) => entry !== null);
}

async function readLinux(pid: number): Promise<ProcessEntry | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => '');
  // The name in brackets may hold spaces and brackets itself.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, parent, group, session] = fields;
  if (!stat || state === 'Z' || state === 'X') return null;
  // Counted from the boot: the same number means another process after a restart of the machine.
  bootId ??= readFile('/proc/sys/kernel/random/boot_id', 'latin1').then((id) => id.trim());
  const start = `${await bootId}:${fields[19]}`;
  return { pid, parent: Number(parent), group: Number(group), session: Number(session), start };
}

async function listWithPs(): Promise<ProcessEntry[]> {
  const { stdout } = await run('ps', ['-axo', 'pid=,ppid=,pgid=,stat=,lstart=']);
  const entries: ProcessEntry[] = [];
  for (const line of stdout.split('\n')) {
    const found = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+(.+?)\s*$/.exec(line);
    if (!found || found[4]?.startsWith('Z')) continue;
    const [, pid, parent, group, , start] = found;
    entries.push({ pid: Number(pid), parent: Number(parent), group: Number(group), session: 0, start: start ?? '' });
  }
  return entries;
}

async function listWindows(): Promise<ProcessEntry[]> {
  const query =
    'Get-CimInstance Win32_Process | ForEach-Object { "$($_.ProcessId) $($_.ParentProcessId) $($_.CreationDate.Ticks)" }';
  const { stdout } = await run('powershell', ['-NoProfile', '-NonInteractive', '-Command', query]);
  const entries: ProcessEntry[] = [];
  for (const line of stdout.split(/\r?\n/)) {
    const [pid, parent, start] = line.trim().split(' ');
    if (pid && start) entries.push({ pid: Number(pid), parent: Number(parent), group: 0, session: 0, start });
  }
  return entries;
}
