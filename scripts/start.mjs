import { join } from 'node:path';
import { build } from './build.mjs';
import { distDir, root } from './setup/clonePaths.mjs';
import { knownElectron } from './setup/electronRuntime.mjs';
import { checkSandbox } from './setup/electronSandbox.mjs';
import { SetupError } from './setup/setupError.mjs';
import { describeFailure } from './setup/stepReporter.mjs';
import { hasDisplay } from './setup/systemPackages.mjs';
import { setup } from './setup.mjs';
import { runInherited } from './stages/runInherited.mjs';

/** @param {string[]} args @returns {Promise<number>} */
async function openWindow(args) {
  const electron = knownElectron();
  if (!electron) throw new SetupError('SETUP_ELECTRON_BROKEN', 'Electron is gone.', 'Run npm run setup.');
  checkSandbox(electron.program);
  const env = { ...process.env };
  delete env.ELECTRON_RUN_AS_NODE;
  // Chromium refuses its operating-system sandbox to root; everyone else keeps it.
  if (process.getuid?.() === 0) env.ELECTRON_DISABLE_SANDBOX = '1';
  return runInherited(electron.program, [root, ...args], { env });
}

/** Without a screen there is still something to see: the sample, rendered. @returns {Promise<number>} */
async function renderSample() {
  process.stdout.write(
    'No display (DISPLAY and WAYLAND_DISPLAY are empty): rendering the sample instead of a window.\n',
  );
  const picture = join(root, 'sample-render.png');
  const cli = join(distDir, 'main', 'cli.js');
  const command = ['render', '--sample', '--output-type', 'still_preview', '--out', picture];
  const code = await runInherited(process.execPath, [cli, ...command], { cwd: root });
  process.stdout.write(code === 0 ? `The picture: ${picture}\n` : 'The sample was not rendered.\n');
  return code;
}

try {
  await setup('app', { quiet: true });
  await build({ quiet: true });
  process.exitCode = hasDisplay() ? await openWindow(process.argv.slice(2)) : await renderSample();
} catch (error) {
  process.stderr.write(describeFailure(error));
  process.exitCode = 1;
}
