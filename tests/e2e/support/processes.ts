import { readdirSync, readFileSync } from 'node:fs';

/** Processes of Linux, read from /proc: nothing has to be installed, and none can hide. */
export interface ProcessInfo {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

const read = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // It ended meanwhile.
    return '';
  }
};

export function allProcesses(): ProcessInfo[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.flatMap((name) => {
    // pid (command) state parent …; the command may hold spaces and brackets.
    const stat = read(`/proc/${name}/stat`);
    const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (!parent || state === 'Z') return [];
    return [
      { pid: Number(name), parent: Number(parent), command: read(`/proc/${name}/cmdline`).replaceAll('\0', ' ') },
    ];
  });
}

/** The process and everything below it. */
export function processTree(root: number): ProcessInfo[] {
  const all = allProcesses();
  const below = (pid: number): ProcessInfo[] =>
    all.filter((each) => each.parent === pid).flatMap((each) => [each, ...below(each.pid)]);
  return [...all.filter((each) => each.pid === root), ...below(root)];
}

/** Blender processes that work for the data folder `home`, whoever their parent is by now. */
export function blendersOf(home: string): ProcessInfo[] {
  return allProcesses().filter(
    ({ pid, command }) =>
      command.includes('run_batch.py') && read(`/proc/${pid}/environ`).split('\0').includes(`HARTOMAT_HOME=${home}`),
  );
}
