import { realpath, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { BlenderRuntime } from '../../shared/domain/blenderRuntime.ts';
import type { BlenderLocator } from '../runtime/contracts/blenderLocator.ts';
import { findOnPath, installedPrograms, programOfApplication, startableIn } from './blenderPlaces.ts';
import { blankRuntime } from './blankRuntime.ts';
import { unusable, withVersion } from './blenderProblem.ts';
import { provisionedRuntimes, readModuleRuntime } from './moduleRuntime.ts';
import { ProbeCache } from './probeCache.ts';
import { probeProgram } from './probeProgram.ts';

export interface BlenderLocatorOptions {
  /** HARTOMAT_BLENDER names a program or a runtime.json that comes before all others. */
  readonly environment: NodeJS.ProcessEnv;
  /** Folder of provisioned releases, or null. */
  readonly provisioned: string | null;
  /** Folder or program of a Blender that came with the application, or null. */
  readonly bundled: string | null;
  /** Folder with blender/ in it. */
  readonly resources: string;
  /** Where versions that programs told are kept. */
  readonly cacheFile: string;
  /** How long a program may take to tell its version. */
  readonly probeSeconds?: number;
}

const PROBE_SECONDS = 20;
/** Importing the module the first time reads hundreds of megabytes and compiles its Python. */
const IMPORT_SECONDS = 120;

/**
 * Finds runtimes in the order: HARTOMAT_BLENDER, paths chosen by the user, bundled, installed, provisioned. Programs
 * are started once with `--version` and remembered; modules are taken at the word of their description, and only
 * `probe` really imports them.
 */
export function createBlenderLocator(options: BlenderLocatorOptions): BlenderLocator {
  return new Locator(options);
}

class Locator implements BlenderLocator {
  private readonly options: BlenderLocatorOptions;
  private readonly cache: ProbeCache;

  constructor(options: BlenderLocatorOptions) {
    this.options = options;
    this.cache = new ProbeCache(options.cacheFile);
  }

  async locate(extraPaths: readonly string[]): Promise<BlenderRuntime[]> {
    const { environment, provisioned, resources } = this.options;
    const demanded = environment.HARTOMAT_BLENDER;
    const configured = [...(demanded ? [demanded] : []), ...extraPaths];
    const bundled = await this.bundledPath();
    const groups = await Promise.all([
      Promise.all(configured.map((path) => this.look(path, 'configured', false))),
      bundled === null ? [] : [await this.look(bundled, 'bundled', false)],
      installedPrograms(environment).then((paths) => this.installed(paths)),
      provisioned === null ? [] : provisionedRuntimes(provisioned, resources),
    ]);
    const seen = new Set<string>();
    return groups.flat().filter((runtime) => !seen.has(runtime.id) && seen.add(runtime.id));
  }

  probe(path: string): Promise<BlenderRuntime> {
    return this.look(path, 'configured', true);
  }

  /** A packaged application names the folder whether it came with a Blender or not. */
  private async bundledPath(): Promise<string | null> {
    const { bundled } = this.options;
    if (bundled === null) return null;
    const found = await stat(bundled).catch(() => null);
    if (!found) return null;
    return found.isDirectory() ? startableIn(bundled) : bundled;
  }

  /** Links to the same program count once; the link itself is started, because some programs go by their name. */
  private async installed(paths: readonly string[]): Promise<BlenderRuntime[]> {
    const targets = new Map<string, string>();
    for (const path of paths) {
      const target = await realpath(path).catch(() => path);
      if (!targets.has(target)) targets.set(target, path);
    }
    return Promise.all([...targets.values()].map((path) => this.look(path, 'installed', false)));
  }

  /** `thorough`: start it even if the version is known. */
  private async look(given: string, origin: BlenderRuntime['origin'], thorough: boolean): Promise<BlenderRuntime> {
    const path = await this.fullPath(given);
    const runtime = blankRuntime('program', path, origin);
    const found = await stat(path).catch(() => null);
    if (!found) return unusable(runtime, 'blender.not_found', `${path} does not exist.`);
    if (found.isDirectory())
      return unusable(runtime, 'blender.not_blender', `${path} is a folder. Choose the Blender program in it.`);
    if (!found.isFile()) return unusable(runtime, 'blender.not_blender', `${path} is not a program.`);
    return path.endsWith('.json') ? this.lookAtModule(path, origin, thorough) : this.ask(runtime, path, thorough);
  }

  private async lookAtModule(
    path: string,
    origin: BlenderRuntime['origin'],
    thorough: boolean,
  ): Promise<BlenderRuntime> {
    const { environment, resources } = this.options;
    const runtime = await readModuleRuntime(path, origin, resources);
    if (!runtime.usable || !thorough) return runtime;
    return probeProgram(runtime, path, { environment, seconds: IMPORT_SECONDS });
  }

  private async ask(runtime: BlenderRuntime, path: string, thorough: boolean): Promise<BlenderRuntime> {
    const known = thorough ? null : await this.cache.versionOf(path);
    if (known !== null) return withVersion(runtime, known, path);
    const seconds = this.options.probeSeconds ?? PROBE_SECONDS;
    const answer = await probeProgram(runtime, path, { environment: this.options.environment, seconds });
    if (answer.version) await this.cache.keep(path, answer.version);
    return answer;
  }

  /** A bare name means what a shell would start; a macOS application means the program in it. */
  private async fullPath(given: string): Promise<string> {
    const onPath = basename(given) === given ? await findOnPath(given, this.options.environment) : null;
    return onPath ?? resolve(programOfApplication(given));
  }
}
