import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** Every place the application reads from or writes to. Nothing else in the code invents a path. */
export interface ApplicationPaths {
  /** All state: HARTOMAT_HOME, else the usual data folder of the system. */
  readonly home: string;
  /** Read-only files that ship with the application: blender/, materials/, templates/, samples/. */
  readonly resources: string;
  readonly migrations: string;
  /** Folder of the built worker entries (*.worker.js). */
  readonly workers: string;
  /** Where set-up puts provisioned runtimes, or null in a packaged application. */
  readonly provisioned: string | null;
  /** A Blender bundled with a packaged application, or null. */
  readonly bundledBlender: string | null;
}

/** The data folder: HARTOMAT_HOME, else where this system keeps the data of applications. */
function dataFolder(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  if (environment['HARTOMAT_HOME']) return resolve(environment['HARTOMAT_HOME']);
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'HartOMat');
  if (platform === 'win32') {
    return join(environment['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), 'HartOMat');
  }
  return join(environment['XDG_DATA_HOME'] || join(homedir(), '.local', 'share'), 'hartomat');
}

/**
 * Places of an application whose bundle is in `mainFolder` (`dist/main` of a clone or of a package).
 * `packagedResources` = Electron's resources folder in a packaged application, null in a clone.
 */
export function locateApplicationPaths(options: {
  mainFolder: string;
  environment: NodeJS.ProcessEnv;
  platform: NodeJS.Platform;
  packagedResources: string | null;
}): ApplicationPaths {
  const { mainFolder, environment, platform, packagedResources } = options;
  const root = packagedResources ?? join(mainFolder, '..', '..');
  return {
    home: dataFolder(environment, platform),
    resources: join(root, 'resources'),
    migrations: join(root, 'migrations'),
    // A thread cannot be started from inside the archive: the worker entries lie unpacked beside it.
    workers: mainFolder.replace(/app\.asar(?=[\\/])/, 'app.asar.unpacked'),
    provisioned: packagedResources ? null : join(root, '.runtime', 'blender'),
    bundledBlender: packagedResources ? join(packagedResources, 'blender-runtime') : null,
  };
}
