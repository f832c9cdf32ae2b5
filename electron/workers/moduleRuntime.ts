import { access, readFile, readdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import type { BlenderRuntime } from '../../shared/domain/blenderRuntime.ts';
import { blankRuntime } from './blankRuntime.ts';
import { unusable, withVersion } from './blenderProblem.ts';

/** The description beside the bpy module; relative paths count from its own folder. */
const descriptionSchema = z.object({
  kind: z.literal('module'),
  version: z.string().regex(/^\d+\.\d+/),
  python: z.string().min(1),
  /** The folder that PYTHONPATH must name. */
  site: z.string().min(1),
});

/** Of several provisioned releases the first that matches is the default, then the newest. */
const PREFERRED = [/^4\.5\.15$/, /^5\.2\./];

/**
 * The bpy module that a runtime.json describes. Nothing is started: its word on the version is taken when the files
 * that it names exist. Never throws for a bad one.
 */
export async function readModuleRuntime(
  path: string,
  origin: BlenderRuntime['origin'],
  resources: string,
): Promise<BlenderRuntime> {
  const blank = blankRuntime('module', path, origin);
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return unusable(blank, 'blender.not_found', `${path} cannot be read.`);
  const parsed = descriptionSchema.safeParse(parseJson(text));
  if (!parsed.success)
    return unusable(blank, 'blender.not_blender', `${path} is not a description of a Blender runtime.`);
  const { version, python, site } = parsed.data;
  const folder = dirname(path);
  const runtime: BlenderRuntime = {
    ...blank,
    executable: resolve(folder, python),
    prefixArguments: [join(resources, 'blender', 'bpy_launcher.py')],
    environment: { PYTHONPATH: resolve(folder, site) },
  };
  for (const needed of [runtime.executable, join(resolve(folder, site), 'bpy')])
    if (!(await exists(needed)))
      return unusable(runtime, 'blender.broken', `${path} needs ${needed}, which does not exist.`, version);
  return withVersion(runtime, version, path);
}

/** The completely unpacked releases in a folder of releases, the default first. */
export async function provisionedRuntimes(folder: string, resources: string): Promise<BlenderRuntime[]> {
  const names = await readdir(folder).catch(() => []);
  const complete: string[] = [];
  for (const name of names) if (await exists(join(folder, name, 'ok'))) complete.push(join(folder, name));
  const read = await Promise.all(
    complete.map((release) => readModuleRuntime(join(release, 'runtime.json'), 'provisioned', resources)),
  );
  return read.sort((a, b) => rank(a) - rank(b) || compareVersions(b.version, a.version));
}

function rank({ version }: BlenderRuntime): number {
  const index = PREFERRED.findIndex((pattern) => pattern.test(version));
  return index < 0 ? PREFERRED.length : index;
}

/** Like a comparison for `sort`: by numbers, not by letters. */
const compareVersions = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true });

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
