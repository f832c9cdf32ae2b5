import { join } from 'node:path';
import type { BlenderRuntime } from '../../shared/domain/blenderRuntime.ts';
import { exitCodes } from './exitCodes.ts';

/** What decides a command line and its environment; nothing here starts anything. */
export interface CommandContext {
  readonly runtime: Pick<BlenderRuntime, 'executable' | 'prefixArguments' | 'environment'>;
  /** Folder of our Python scripts (resources/blender). */
  readonly scripts: string;
  /** Of the application; what could change a picture or a start is taken out. */
  readonly environment: NodeJS.ProcessEnv;
  /** This process's own folder: temporary files, Blender's user resources. Deleted with it. */
  readonly folder: string;
  /** Bytecode of our scripts, kept over processes: the folder they ship in may be read-only. */
  readonly bytecodeFolder: string;
  /** Blender's own Python cannot keep its bytecode beside itself: without a cache it starts half as quickly. */
  readonly isReadOnly?: boolean;
  /** Marks every process of the tree, so that one that left its group is found too. */
  readonly tag: string;
  readonly ownerPid: number;
}

/** The variable that carries the tag. */
export const TAG_VARIABLE = 'HARTOMAT_PROCESS_TAG';

/** Arguments that start our script: no user settings, no network, no scripts out of .blend files. */
export function blenderArguments(context: CommandContext, scriptArguments: readonly string[]): string[] {
  return [
    ...context.runtime.prefixArguments,
    '--background',
    '--factory-startup',
    '--disable-autoexec',
    '--offline-mode',
    // Counts only for the scripts that come after it.
    '--python-exit-code',
    String(exitCodes.pythonError),
    '--python',
    join(context.scripts, 'run_batch.py'),
    '--',
    ...scriptArguments,
  ];
}

/** Other programs' Python, Node and Blender settings must not reach the process. */
const FOREIGN = /^(PYTHON|BLENDER_|NODE_|ELECTRON_|CYCLES_|OCIO$)/;

export function blenderEnvironment(context: CommandContext): NodeJS.ProcessEnv {
  const kept = Object.entries(context.environment).filter(([name]) => !FOREIGN.test(name));
  const temporary = join(context.folder, 'tmp');
  return {
    ...Object.fromEntries(kept),
    ...context.runtime.environment,
    TMPDIR: temporary,
    TEMP: temporary,
    TMP: temporary,
    BLENDER_USER_RESOURCES: join(context.folder, 'user'),
    PYTHONUNBUFFERED: '1',
    ...(context.isReadOnly ? { PYTHONPYCACHEPREFIX: context.bytecodeFolder } : {}),
    HARTOMAT_PYCACHE: context.bytecodeFolder,
    HARTOMAT_OWNER_PID: String(context.ownerPid),
    [TAG_VARIABLE]: context.tag,
  };
}
