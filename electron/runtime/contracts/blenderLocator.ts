import type { BlenderRuntime } from '../../../shared/domain/blenderRuntime.ts';

/** Finds Blender runtimes on this machine. Implemented with electron/workers/locateBlender.ts. */
export interface BlenderLocator {
  /** All known runtimes in order of preference, unusable ones with their problem. `extraPaths` = chosen by the user. */
  locate(extraPaths: readonly string[]): Promise<BlenderRuntime[]>;
  /** Looks at one program; never throws for a bad one (`usable: false` with the problem in words). */
  probe(path: string): Promise<BlenderRuntime>;
}
