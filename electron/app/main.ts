import { app, protocol } from 'electron';
import { makeFolder } from '../services/makeFolder.ts';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppError } from '../../shared/errors/appError.ts';
import { APP_SCHEME, MEDIA_SCHEME } from './appAddress.ts';
import { locateApplicationPaths } from './applicationPaths.ts';
import { chooseGraphics } from './graphics.ts';
import { endWithError } from './fatalError.ts';
import { lockContents } from './security.ts';
import { runShell, type Shell } from './shell.ts';
import { createShellLog } from './shellLog.ts';
import { stepArguments } from './stepArguments.ts';

/*
 * The entry of the window application. Everything here must happen before Electron is ready, so nothing here awaits:
 * waiting for readiness at the top of an ES module would stop the start for ever, without an error.
 */

/** dist/main, where the bundle of this file is. */
const mainFolder = dirname(fileURLToPath(import.meta.url));
const paths = locateApplicationPaths({
  mainFolder,
  environment: process.env,
  platform: process.platform,
  packagedResources: app.isPackaged ? process.resourcesPath : null,
});
const { home } = paths;
const log = createShellLog(join(home, 'logs', 'shell.log'), () => new Date());

/** Chromium's own state belongs to the data folder too; the lock of the single instance is in it. */
function claimHome(): AppError | null {
  const chromium = join(home, 'chromium');
  try {
    makeFolder(chromium);
    app.setPath('userData', chromium);
    return null;
  } catch (cause) {
    return new AppError('home.unwritable', `The data folder ${home} cannot be written to.`, { cause });
  }
}

const filesOf = (args: readonly string[], folder: string): string[] =>
  stepArguments(args, [process.env['INIT_CWD'] ?? folder, folder]);

function start(files: string[]): void {
  let shell: Shell | null = null;
  const open = (more: readonly string[]): void => {
    if (!shell) return void files.push(...more);
    shell.focus();
    shell.importFiles(more);
  };
  app.on('second-instance', (_event, _args, _folder, handed) => {
    const { files: more = [] } = handed as { files?: string[] };
    open(more);
  });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    open([path]);
  });
  app.on('activate', () => shell?.focus());
  void app
    .whenReady()
    .then(() => {
      shell = runShell({ paths, dist: dirname(mainFolder), files, log });
    })
    .catch((error: unknown) => endWithError(error, log));
}

chooseGraphics();
lockContents();
protocol.registerSchemesAsPrivileged([
  { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  {
    scheme: MEDIA_SCHEME,
    privileges: { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true, stream: true },
  },
]);
process.on('uncaughtException', (error) => log.error('Unexpected error', error));
process.on('unhandledRejection', (reason) => log.error('Unexpected rejection', reason));

const files = filesOf(process.argv.slice(1), process.cwd());
const refused = claimHome();
if (refused) {
  void app.whenReady().then(() => endWithError(refused, log));
} else if (app.requestSingleInstanceLock({ files })) {
  start(files);
} else {
  process.stderr.write('HartOMat is running already; its window has been brought to the front.\n');
  app.exit(0);
}
