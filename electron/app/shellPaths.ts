import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { ApplicationPaths } from './applicationPaths.ts';

/** The usual place for an application's data on each system; HARTOMAT_HOME moves all of it. */
export function dataFolder(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  if (environment['HARTOMAT_HOME']) return resolve(environment['HARTOMAT_HOME']);
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'HartOMat');
  if (platform === 'win32') return join(environment['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), 'HartOMat');
  return join(environment['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'hartomat');
}

export interface Installation {
  /** The folder with package.json: the clone, or the archive of a packaged application. */
  readonly appFolder: string;
  /** Where a packaged application keeps its loose files; null in a clone. */
  readonly resourcesFolder: string | null;
}

/** Every place the application uses, in a clone and packaged. */
export function shellPaths(home: string, { appFolder, resourcesFolder }: Installation): ApplicationPaths {
  return {
    home,
    resources: resourcesFolder ? join(resourcesFolder, 'resources') : join(appFolder, 'resources'),
    migrations: resourcesFolder ? join(resourcesFolder, 'migrations') : join(appFolder, 'migrations'),
    workers: join(appFolder, 'dist', 'main'),
    provisioned: resourcesFolder ? null : join(appFolder, '.runtime', 'blender'),
    bundledBlender: resourcesFolder ? join(resourcesFolder, 'blender') : null,
  };
}
