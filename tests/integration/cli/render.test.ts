import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { CoreFields } from '../../../shared/domain/run.ts';
import { blendersOf } from '../../e2e/support/processes.ts';
import { buildCommandLine, Desk, documentOf } from './startHartomat.ts';

interface Rendered {
  status: string;
  mode: string;
  run: CoreFields;
  output: { path: string; sha256: string; pixelHash: string; width: number; height: number };
}

const desk = new Desk();
beforeAll(async () => {
  await buildCommandLine();
  desk.knowTinyOutputType();
}, 300_000);
afterAll(() => desk.remove());

const tiny = (out: string, ...more: string[]): string[] => [
  ...['render', '--sample', '--output-type', 'still_tiny', '--out', out, '--json'],
  ...more,
];

/** So many samples that it renders until someone stops it. */
const endless = (out: string): string[] => tiny(out, '--samples', '65536');

describe('render', { timeout: 120_000 }, () => {
  it('makes the same file twice, and tells what it is', async () => {
    writeFileSync(join(desk.folder, 'b.png'), 'what was there before');
    const first = await desk.run(tiny('a.png'));
    const second = await desk.run(tiny('b.png'));
    expect([first.code, second.code]).toEqual([0, 0]);
    const [a, b] = [documentOf<Rendered>(first), documentOf<Rendered>(second)];
    const path = join(desk.folder, 'a.png');
    const bytes = readFileSync(path);
    expect(readFileSync(join(desk.folder, 'b.png')).equals(bytes)).toBe(true);
    expect(a).toMatchObject({ status: 'delivered', mode: 'legacy', output: { path, width: 96, height: 54 } });
    expect(a.output.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(b.output).toEqual({ ...a.output, path: join(desk.folder, 'b.png') });
    expect(a.run).toMatchObject({ outputType: 'still_tiny', samples: 2, seed: 7, width: 96, height: 54 });
    expect(a.run.blenderVersion).toMatch(/^\d+\.\d+\.\d+$/);
    const { channels } = await sharp(bytes).stats();
    expect(Math.max(...channels.map((channel) => channel.stdev)), 'not one flat colour').toBeGreaterThan(5);
    expect(readdirSync(desk.folder).sort()).toEqual(['a.png', 'b.png', 'home']);
  });

  it('does what the options say', async () => {
    const ended = await desk.run(
      tiny('c.png', '--template', 'dark_studio', '--camera', 'top', '--samples', '1', '--seed', '3'),
    );
    const { run, output } = documentOf<Rendered>(ended);
    expect(run).toMatchObject({ samples: 1, seed: 3 });
    expect(output.pixelHash).not.toBe('');
    const { channels } = await sharp(readFileSync(output.path)).stats();
    expect(channels[0]!.mean, 'the dark studio is dark').toBeLessThan(128);
  });
});

describe('a render that does not come to its end', { timeout: 60_000 }, () => {
  it('SIGINT: cancelled, exit code 130, no Blender and no file', async () => {
    const command = desk.start(endless('stopped.png'));
    await command.says(/Sample \d/);
    expect(blendersOf(desk.home)).toHaveLength(1);
    command.kill('SIGINT');
    // A terminal and npm may both send it.
    command.kill('SIGINT');
    const ended = await command.ended;
    expect(ended.code).toBe(130);
    expect(documentOf(ended)).toMatchObject({ status: 'cancelled', output: null, error: { code: 'app.cancelled' } });
    expect(blendersOf(desk.home)).toEqual([]);
    expect(existsSync(join(desk.folder, 'stopped.png'))).toBe(false);
    expect(desk.runs()[0]).toMatchObject({ state: 'cancelled' });
  });

  it('kill -9: its Blender is gone within 5 s of the next start, and its run is not running', async () => {
    const command = desk.start(endless('killed.png'));
    await command.says(/Sample \d/);
    expect(blendersOf(desk.home)).toHaveLength(1);
    command.kill('SIGKILL');
    await command.ended;
    const next = desk.run(['doctor', '--json']);
    await vi.waitFor(() => expect(blendersOf(desk.home)).toEqual([]), { timeout: 5000, interval: 50 });
    expect((await next).code).toBe(0);
    expect(desk.runs()[0]).toMatchObject({ state: 'waiting' });
    expect(readdirSync(join(desk.home, 'blender/processes')), 'its temporary folder is gone').toEqual([]);
    expect(existsSync(join(desk.folder, 'killed.png'))).toBe(false);
  });
});
