import { join } from 'node:path';
import { build } from './build.mjs';
import { modulesDir, root } from './setup/clonePaths.mjs';
import { knownElectron } from './setup/electronRuntime.mjs';
import { SetupError } from './setup/setupError.mjs';
import { describeFailure } from './setup/stepReporter.mjs';
import { setup } from './setup.mjs';
import { runInherited } from './stages/runInherited.mjs';

/**
 * Packages the application around the Electron that set-up found, for this system.
 * Further words go to electron-builder, e.g. `npm run package -- --linux AppImage deb`.
 */
try {
  await setup('app', { quiet: true });
  await build();
  const electron = knownElectron();
  if (!electron) throw new SetupError('SETUP_ELECTRON_BROKEN', 'Electron is gone.', 'Run npm run setup.');
  const args = process.argv.slice(2);
  const target = args.some((word) => word.startsWith('-')) ? [] : ['--dir'];
  const runtime = [`-c.electronDist=${electron.dist}`, `-c.electronVersion=${electron.version}`];
  const program = join(modulesDir, 'electron-builder', 'cli.js');
  const builder = [program, ...target, ...args, ...runtime, '--publish', 'never'];
  process.exitCode = await runInherited(process.execPath, builder, { cwd: root });
} catch (error) {
  process.stderr.write(describeFailure(error));
  process.exitCode = 1;
}
