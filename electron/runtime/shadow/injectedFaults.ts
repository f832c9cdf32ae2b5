import { copyFile, stat, truncate } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { AppError } from '../../../shared/errors/appError.ts';
import type { InjectedFault } from '../contracts/engine.ts';
import { hashOf } from './hashOf.ts';
import type { HashedFile } from './pair.ts';

/** Faults that were put into the comparator on purpose, to show what becomes of a run that has one. */
export class InjectedFaults {
  private readonly faults: readonly InjectedFault[];

  constructor(faults: readonly InjectedFault[] = []) {
    this.faults = faults.filter((fault) => fault.at === 'comparator');
  }

  /**
   * Does what was asked for at this phase. A hang ends by nothing but the abortion of whoever waits. No Blender of its own
   * serves the comparator: to have it killed is to have the comparison fail.
   * @throws AppError `graph.injected_fault`
   */
  async at(phase: InjectedFault['phase']): Promise<void> {
    for (const { kind } of this.faults.filter((fault) => fault.phase === phase)) {
      if (kind === 'hang') await new Promise<never>(() => undefined);
      if (kind !== 'corrupt') {
        throw new AppError('graph.injected_fault', `A fault was put into the comparator on purpose (${phase}).`);
      }
    }
  }

  /** The file to compare instead: a copy of its first half, where a corrupt candidate was asked for, else the file itself. */
  async corrupted(file: HashedFile, folder: string): Promise<HashedFile> {
    if (!this.faults.some(({ kind }) => kind === 'corrupt')) return file;
    const path = join(folder, `corrupted${extname(file.path)}`);
    await copyFile(file.path, path);
    await truncate(path, Math.floor((await stat(path)).size / 2));
    return { path, sha256: (await hashOf(path)) ?? file.sha256 };
  }
}
