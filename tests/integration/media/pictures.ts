import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { onTestFinished } from 'vitest';
import { readPngChunks, writePngChunks } from '../../../electron/media/pngChunks.ts';
import { gradient } from './samplePictures.ts';

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hartomat-media-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** An 8-bit PNG of these samples with the texts that Blender writes, render time among them. */
export async function blenderPng(
  samples: number[],
  shape: { width: number; height: number; channels: 3 | 4 },
  renderTime = '00:01.20',
): Promise<Buffer> {
  const png = await sharp(Uint8Array.from(samples), { raw: shape }).png().toBuffer();
  const [header, ...rest] = readPngChunks(png);
  const text = (keyword: string, value: string) => ({ type: 'tEXt', data: Buffer.from(`${keyword}\0${value}`) });
  return writePngChunks([header!, text('Date', '2026/11/23 03:28:32'), text('RenderTime', renderTime), ...rest]);
}

/** Writes a picture like one of Blender's and returns its path. */
export async function writeRender(folder: string, name: string, renderTime?: string): Promise<string> {
  const path = join(folder, name);
  const shape = { width: 64, height: 36, channels: 4 } as const;
  writeFileSync(path, await blenderPng(gradient(64, 36, 4), shape, renderTime));
  return path;
}
