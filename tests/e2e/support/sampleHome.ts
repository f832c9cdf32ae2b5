import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sampleProduct } from './domain.ts';
import { launchApp } from './runningApp.ts';

let made: Promise<string> | null = null;

/**
 * A data folder as a first start leaves it, with the sample imported; to be copied, not to be used. The import takes
 * one core for several seconds: whoever does not test it need not wait for it, nor work beside it.
 */
export function sampleHome(): Promise<string> {
  made ??= make();
  return made;
}

async function make(): Promise<string> {
  const home = mkdtempSync(join(tmpdir(), 'hartomat-e2e-sample-'));
  process.once('exit', () => rmSync(home, { recursive: true, force: true }));
  const app = await launchApp({ home });
  await sampleProduct(app);
  await app.close();
  // A window comes up where a new one would, and says nothing of another start.
  for (const name of ['window.json', 'logs']) rmSync(join(home, name), { recursive: true, force: true });
  return home;
}
