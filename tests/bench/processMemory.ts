import { readFileSync } from 'node:fs';
import { processTree } from '../e2e/support/processes.ts';

export interface MemoryUse {
  /** Megabytes (10^6 bytes) of the application's own processes: main, page, graphics, services. */
  readonly application: number;
  /** Megabytes of Blender and what it started. */
  readonly blender: number;
}

/**
 * Proportional set size: a page of memory that several processes share counts for each of them in part, so that the sum
 * is what the machine really gives. The resident size would count Chromium's code once per process.
 */
function proportionalBytes(pid: number): number {
  try {
    return Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0) * 1024;
  } catch {
    // It ended meanwhile.
    return 0;
  }
}

/** Memory of the process `root` and everything below it. Linux only: other systems do not tell shares. */
export function memoryOf(root: number): MemoryUse {
  const tree = processTree(root);
  const blenders = new Set(
    tree
      .filter(({ command }) => command.includes('run_batch.py'))
      .flatMap(({ pid }) => processTree(pid).map((p) => p.pid)),
  );
  const sum = (pids: number[]): number => pids.map(proportionalBytes).reduce((a, b) => a + b, 0) / 1e6;
  const pids = tree.map(({ pid }) => pid);
  return {
    application: sum(pids.filter((pid) => !blenders.has(pid))),
    blender: sum(pids.filter((pid) => blenders.has(pid))),
  };
}
