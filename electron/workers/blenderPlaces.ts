import { access, readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, isAbsolute, join } from 'node:path';

const PROGRAM = process.platform === 'win32' ? 'blender.exe' : 'blender';
const IN_MAC_APPLICATION = ['Blender.app', 'Contents', 'MacOS', 'Blender'];

/** Blender programs on PATH and where the installers of this system put them; whether they work is not looked at. */
export async function installedPrograms(environment: NodeJS.ProcessEnv): Promise<string[]> {
  const candidates = [...onPath(PROGRAM, environment), ...(await usualPlaces(environment))];
  return existing([...new Set(candidates)]);
}

/** The program that a name without a folder means, or null when PATH has none. */
export async function findOnPath(name: string, environment: NodeJS.ProcessEnv): Promise<string | null> {
  return (await existing(onPath(name, environment)))[0] ?? null;
}

/** What may be started in a folder that holds a whole Blender: a program or the description of a module. */
export async function startableIn(folder: string): Promise<string | null> {
  const names = [PROGRAM, join(...IN_MAC_APPLICATION), 'runtime.json'];
  return (await existing(names.map((name) => join(folder, name))))[0] ?? null;
}

/** The program in a macOS application, which people choose as if it were a file. */
export const programOfApplication = (path: string): string =>
  /\.app\/*$/.test(path) ? join(path, ...IN_MAC_APPLICATION.slice(1)) : path;

/** Windows writes the variable as `Path`; relative entries depend on where we were started and are left out. */
function onPath(name: string, environment: NodeJS.ProcessEnv): string[] {
  const path = environment.PATH ?? environment.Path ?? '';
  const folders = path.split(delimiter).filter((folder) => isAbsolute(folder));
  const names = process.platform === 'win32' && !/\.\w+$/.test(name) ? [`${name}.exe`] : [name];
  return folders.flatMap((folder) => names.map((candidate) => join(folder, candidate)));
}

async function usualPlaces(environment: NodeJS.ProcessEnv): Promise<string[]> {
  const home = environment.HOME ?? environment.USERPROFILE ?? homedir();
  if (process.platform === 'darwin')
    return ['/Applications', join(home, 'Applications')].map((folder) => join(folder, ...IN_MAC_APPLICATION));
  if (process.platform === 'win32') {
    const roots = [environment.ProgramFiles, environment['ProgramFiles(x86)']].filter((root) => root !== undefined);
    const foundation = await Promise.all(roots.map((root) => unpackedIn(join(root, 'Blender Foundation'))));
    const steam = roots.map((root) => join(root, 'Steam', 'steamapps', 'common', 'Blender', PROGRAM));
    return [...foundation.flat(), ...steam];
  }
  const fixed = ['/usr/bin', '/usr/local/bin', '/snap/bin', join(home, '.local', 'bin')];
  const unpacked = await Promise.all(['/opt', home].map(unpackedIn));
  return [...fixed.map((folder) => join(folder, PROGRAM)), ...unpacked.flat()];
}

/** Programs in `blender…` folders of a folder, newest release first. */
async function unpackedIn(folder: string): Promise<string[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => /^blender/i.test(name));
  names.sort((a, b) => b.localeCompare(a, 'en', { numeric: true }));
  return names.map((name) => join(folder, name, PROGRAM));
}

async function existing(paths: readonly string[]): Promise<string[]> {
  const found = await Promise.all(
    paths.map((path) =>
      access(path).then(
        () => path,
        () => null,
      ),
    ),
  );
  return found.filter((path) => path !== null);
}
