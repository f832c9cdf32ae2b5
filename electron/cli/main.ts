import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { locateApplicationPaths } from '../app/applicationPaths.ts';
import { createProgressReport } from './progressReport.ts';
import { runCommandLine } from './runCommandLine.ts';

/** The entry of the command line: what belongs to the process is handed to the commands here. */

/** How long the process may live on after its work: something that still holds it then has gone wrong. */
const LINGER_MS = 3000;

/** A killed npm tells its shell, and the shell tells nobody: the work that it started must end all the same. */
function stopWithParent(parent: number): void {
  const look = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(look);
    stop.abort();
  }, 500);
  look.unref();
}

/** dist/main, where the bundle of this file is. */
const mainFolder = import.meta.dirname;
const packaged = /^(.*)[\\/]app\.asar[\\/]/.exec(mainFolder);

function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(mainFolder, '..', '..', 'package.json'), 'utf8'));
  return typeof manifest === 'object' && manifest && 'version' in manifest ? String(manifest.version) : '0.0.0';
}

const write = (stream: NodeJS.WriteStream) => (text: string) =>
  new Promise<void>((resolve) => stream.write(text, () => resolve()));

// Who reads the output may go away first, as `head` does.
process.stdout.on('error', () => undefined);
process.stderr.on('error', () => undefined);

const stop = new AbortController();
// Once is enough: a terminal, npm and a shell may each send one, and cleaning up must not be cut short by the second.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort());
if (process.env['npm_lifecycle_event'] === 'hartomat') stopWithParent(process.ppid);

process.exitCode = await runCommandLine(
  process.argv.slice(2),
  {
    paths: locateApplicationPaths({
      mainFolder,
      environment: process.env,
      platform: process.platform,
      packagedResources: packaged?.[1] ?? null,
    }),
    environment: process.env,
    version: version(),
    workingFolder: process.cwd(),
    signal: stop.signal,
    progress: createProgressReport(process.stderr),
  },
  { out: write(process.stdout), err: write(process.stderr) },
);
setTimeout(() => process.exit(), LINGER_MS).unref();
