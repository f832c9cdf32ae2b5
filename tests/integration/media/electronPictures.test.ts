import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { createMediaWorker } from '../../../electron/media/mediaWorker.ts';
import { electronProgram } from '../../e2e/support/electronProgram.ts';
import { builtWorkers } from '../../support/builtWorkers.ts';
import { bundleScript } from '../../support/bundleScript.ts';
import { blenderPng, temporaryFolder } from './pictures.ts';
import { gradient, provenance } from './samplePictures.ts';

const size = { width: 640, height: 360 };
const LIMIT_MILLISECONDS = 90_000;

/** Starts an application folder in Electron, on a display of its own where there is none. */
async function runElectron(folder: string, parameters: string[]) {
  const command = [electronProgram(), folder, '--no-sandbox', '--disable-gpu', ...parameters];
  const needsDisplay = process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY'];
  const [program = '', ...rest] = needsDisplay ? ['xvfb-run', '-a', ...command] : command;
  const child = spawn(program, rest, { stdio: ['ignore', 'pipe', 'pipe'], timeout: LIMIT_MILLISECONDS });
  const ended = once(child, 'exit');
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: (await ended)[0] as number | null, stdout, stderr };
}

/*
 *   Electron's main process ── window (GTK)
 *            ├── media thread ── sharp, 30 pictures at once
 *            └── media thread ── sharp, 30 pictures at once
 */
it(
  'many pictures at once inside Electron: no GLib complaint, no crash, the same files as on plain Node',
  async () => {
    const folder = temporaryFolder();
    const source = join(folder, 'source.png');
    writeFileSync(source, await blenderPng(gradient(640, 360, 4), { ...size, channels: 4 }));
    const workersFolder = await builtWorkers('media.worker');

    const application = join(folder, 'application');
    mkdirSync(application);
    const script = pathToFileURL(await bundleScript(join(import.meta.dirname, 'electronPictures.child.ts'))).href;
    writeFileSync(
      join(application, 'package.json'),
      JSON.stringify({ name: 'pictures', type: 'module', main: 'main.js' }),
    );
    writeFileSync(join(application, 'main.js'), `import ${JSON.stringify(script)};\n`);
    const target = join(folder, 'out');
    const parameters = [workersFolder, source, String(size.width), String(size.height), target, '10'];
    const { code, stdout, stderr } = await runElectron(application, parameters);

    expect(stderr).not.toMatch(/GLib|GObject/);
    expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining('RESULT ') });
    const result = JSON.parse(stdout.slice(stdout.indexOf('RESULT ') + 7).split('\n')[0]!) as {
      pictures: number;
      pngHashes: string[];
      nativeBuild: string[];
    };
    const media = createMediaWorker({ workersFolder });
    const request = { source, target: join(folder, 'node.png'), format: 'png', provenance: provenance(), ...size };
    const { sha256, pixelHash } = await media.publishPicture(request);
    await media.close();
    expect(result).toEqual({ pictures: 60, pngHashes: [`${sha256} ${pixelHash}`], nativeBuild: [] });
  },
  LIMIT_MILLISECONDS + 30_000,
);
