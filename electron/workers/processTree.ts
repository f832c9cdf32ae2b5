import { execFile } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { TAG_VARIABLE } from './blenderCommand.ts';
import { type ProcessEntry, findByEnvironment, listProcesses } from './processTable.ts';

/** Which processes belong together: the root and everything that came from it. */
export interface TreeIdentity {
  readonly pid: number;
  /** Start of the root (ProcessEntry.start) when known: a stranger with its old pid is then left alone. */
  readonly start: string | null;
  /** Mark in the environment of the whole tree; finds what left group and parent behind. Empty = none. */
  readonly tag: string;
}

const POLL_MS = 25;
const KILL_LIMIT_MS = 5000;

/** The living processes of a tree: by parent, by process group and session, by mark. Never this process itself. */
export async function findTree(identity: TreeIdentity): Promise<ProcessEntry[]> {
  return membersOf(identity, await listProcesses());
}

async function membersOf(identity: TreeIdentity, all: readonly ProcessEntry[]): Promise<ProcessEntry[]> {
  const root = all.find((entry) => entry.pid === identity.pid);
  const isRoot = (entry: ProcessEntry): boolean => identity.start === null || entry.start === identity.start;
  // Without a living root its number may be another's group by now; where there are marks, they alone count then.
  const trustsNumber = root ? isRoot(root) : process.platform !== 'linux' || !identity.tag;
  const marked = identity.tag ? new Set(await findByEnvironment(TAG_VARIABLE, identity.tag)) : new Set<number>();
  const members = new Map<number, ProcessEntry>();
  for (const entry of all) {
    const numbered = entry.pid === identity.pid || entry.group === identity.pid || entry.session === identity.pid;
    if (marked.has(entry.pid) || (trustsNumber && numbered)) members.set(entry.pid, entry);
  }
  // Children of members, until a round finds no more.
  for (let before = -1; before !== members.size;) {
    before = members.size;
    for (const entry of all) if (members.has(entry.parent)) members.set(entry.pid, entry);
  }
  members.delete(process.pid);
  return [...members.values()];
}

/**
 * Ends a tree: asks first, waits `graceMs`, then kills, and looks until nothing of it is alive.
 * Returns the pids that survived all that (in uninterruptible sleep, or another user's); normally none.
 */
export async function killTree(identity: TreeIdentity, graceMs: number): Promise<number[]> {
  const started = performance.now();
  const known = new Map<number, ProcessEntry>();
  let asked = false;
  for (;;) {
    const all = await listProcesses();
    for (const entry of await membersOf(identity, all)) known.set(entry.pid, entry);
    // Once seen, a process counts until it is dead, even if nothing ties it to the tree any more.
    const alive = all.filter((entry) => known.get(entry.pid)?.start === entry.start);
    if (alive.length === 0) return [];
    const elapsed = performance.now() - started;
    if (elapsed > graceMs + KILL_LIMIT_MS) return alive.map((entry) => entry.pid);
    if (elapsed >= graceMs) await endAll(alive, 'SIGKILL');
    else if (!asked) await endAll(alive, 'SIGTERM');
    asked = true;
    await wait(POLL_MS);
  }
}

async function endAll(entries: readonly ProcessEntry[], signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  for (const entry of entries) {
    if (process.platform === 'win32') await taskkill(entry.pid);
    else sendSignal(entry.pid, signal);
  }
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended by itself meanwhile; the next look at the list tells.
  }
}

const taskkill = (pid: number): Promise<void> =>
  new Promise((resolve) => execFile('taskkill', ['/PID', String(pid), '/T', '/F'], () => resolve()));
