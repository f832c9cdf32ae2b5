import { app, BrowserWindow } from 'electron';
import { createMediaWorker } from '../../../electron/media/mediaWorker.ts';
import type { PublishedPicture } from '../../../electron/media/writePicture.ts';
import { provenance } from './samplePictures.ts';

/**
 * The main process of an Electron that works on pictures while it shows a window.
 * Arguments: folder of the workers, source picture, width, height, folder for the results, rounds.
 */
const [workersFolder = '', source = '', width = '', height = '', target = '', rounds = ''] = process.argv.slice(-6);
const size = { width: Number(width), height: Number(height) };

async function work(): Promise<void> {
  const window = new BrowserWindow({ show: true, width: 300, height: 200 });
  await window.loadURL('data:text/html,<h1>pictures</h1>');
  const threads = [createMediaWorker({ workersFolder }), createMediaWorker({ workersFolder })];
  const calls: Promise<PublishedPicture>[] = [];
  for (let round = 0; round < Number(rounds); round += 1) {
    for (const [index, thread] of threads.entries()) {
      for (const format of ['png', 'jpg', 'webp']) {
        const path = `${target}/${round}-${index}.${format}`;
        calls.push(thread.publishPicture({ source, target: path, format, provenance: provenance(), ...size }));
      }
      void thread.verifyPicture(source, size);
      void thread.thumbnail(source, `${target}/${round}-${index}-small.webp`, 32);
    }
  }
  const published = await Promise.all(calls);
  await Promise.all(threads.map((thread) => thread.close()));
  const pngHashes = published
    .filter(({ path }) => path.endsWith('.png'))
    .map(({ sha256, pixelHash }) => `${sha256} ${pixelHash}`);
  const { sharedObjects } = process.report.getReport() as unknown as { sharedObjects: string[] };
  const nativeBuild = sharedObjects.filter((path) => path.includes('sharp-linux'));
  console.log(
    `RESULT ${JSON.stringify({ pictures: published.length, pngHashes: [...new Set(pngHashes)], nativeBuild })}`,
  );
}

app
  .whenReady()
  .then(work)
  .then(
    () => app.exit(0),
    (error: unknown) => {
      console.error(error);
      app.exit(1);
    },
  );
