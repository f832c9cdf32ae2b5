import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { onTestFinished } from 'vitest';
import { readPngChunks, writePngChunks } from '../../../electron/media/pngChunks.ts';
import type { Provenance } from '../../../shared/domain/media.ts';

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hartomat-media-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Samples of a gradient; the last channel of 4 is alpha. */
export function gradient(width: number, height: number, channels: number, highest = 255): number[] {
  return Array.from({ length: width * height * channels }, (_, at) => {
    const pixel = Math.floor(at / channels);
    const channel = at % channels;
    if (channel === 0) return Math.round(((pixel % width) / (width - 1)) * highest);
    if (channel === 3) return highest;
    return Math.round((Math.floor(pixel / width) / (height - 1)) * highest);
  });
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

export function provenance(parts = 146): Provenance {
  return {
    schemaVersion: 1,
    application: { name: 'HartOMat', version: '0.1.0' },
    mode: 'legacy',
    executor: 'legacy',
    outputType: { code: 'still_preview', settings: { width: 64, height: 36, note: 'a < b & "c" > d' } },
    workflow: null,
    product: { name: 'Wälzlager ⌀ 30', articleNumber: 'HM-146', cadSha256: 'a'.repeat(64) },
    materials: Object.fromEntries(
      Array.from({ length: parts }, (_, part) => [`roller-${part}-0123456789abcdef`, 'steel_ground']),
    ),
    template: { id: 'white_studio', sha256: 'b'.repeat(64) },
    blender: { version: '4.5.15', device: 'CPU', engine: 'CYCLES', samples: 32, seed: 7 },
  };
}
