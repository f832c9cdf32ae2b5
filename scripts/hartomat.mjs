import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './build.mjs';
import { setup } from './setup.mjs';
import { distDir } from './setup/clonePaths.mjs';
import { SetupError } from './setup/setupError.mjs';
import { describeFailure } from './setup/stepReporter.mjs';

// npm runs scripts in the project's folder; the paths a user types are relative to where the user is.
if (process.env.npm_lifecycle_event === 'hartomat' && process.env.INIT_CWD) process.chdir(process.env.INIT_CWD);

const args = process.argv.slice(2);
try {
  // Standard output belongs to the command's one document.
  await setup('cli', { out: process.stderr, quiet: true });
  await build({ out: process.stderr, quiet: true });
} catch (error) {
  process.stderr.write(describeFailure(error));
  if (args.includes('--json')) {
    const code = error instanceof SetupError ? error.code : 'SETUP_UNEXPECTED';
    const message = error instanceof Error ? error.message : String(error);
    const details = error instanceof SetupError ? { remedy: error.remedy } : {};
    process.stdout.write(`${JSON.stringify({ error: { code, message, details } }, null, 2)}\n`);
  }
  process.exit(1);
}

const cli = join(distDir, 'main', 'cli.js');
process.argv = [process.execPath, cli, ...args];
await import(pathToFileURL(cli).href);
