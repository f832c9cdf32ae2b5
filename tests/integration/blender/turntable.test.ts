import { copyFileSync, existsSync, readFileSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RenderServices } from '../../../electron/runtime/contracts/renderServices.ts';
import { expectAppError } from '../../support/expectAppError.ts';
import { faultyResources } from '../../support/faultyResources.ts';
import { EMPTY_SCENE, makeBlend } from '../../support/makeBlend.ts';
import { RenderStand, tinyConditions } from '../../support/renderStand.ts';

type Request = Parameters<RenderServices['turntable']>[1];
type Made = Awaited<ReturnType<RenderServices['turntable']>>;

const FRAMES = 6;
let stand: RenderStand;

beforeAll(async () => {
  stand = await RenderStand.open();
}, 60_000);

afterAll(() => stand?.close());

const request = (change: Partial<Request> = {}): Request => ({
  scene: stand.scene(),
  conditions: tinyConditions(),
  camera: null,
  turntable: { frames: FRAMES, degrees: 360, direction: 'counterclockwise' },
  ...change,
});

const names = (made: Made): string[] => made.frames.map((frame) => frame.path.split(/[\\/]/).at(-1) ?? '');
const hashes = (made: Made): string[] => made.frames.map((frame) => frame.pixelHash);
/** Frames that Blender processes rendered for a job, by their words on its progress. */
const rendered = (logs: readonly string[]): string[] => logs.filter((text) => /^Frame \d+ of \d+ is there$/.test(text));

async function pixels(path: string): Promise<Buffer> {
  return sharp(path).removeAlpha().raw().toBuffer();
}

function meanDifference(a: Buffer, b: Buffer): number {
  return a.reduce((sum, value, index) => sum + Math.abs(value - (b[index] ?? 0)), 0) / a.length;
}

describe('a turntable', () => {
  it('comes as whole frames in order, each another view of every part, and its progress never runs backwards', async () => {
    const { job, told } = stand.job();
    const made = await stand.render.turntable(job, request());
    expect(names(made)).toEqual([1, 2, 3, 4, 5, 6].map((frame) => `frame_000${frame}.png`));
    expect(made).toMatchObject({ kept: 0, use: { tries: 1 } });
    expect(made.use.cpuSeconds).toBeGreaterThan(0);
    expect(new Set(hashes(made)).size).toBe(FRAMES);
    expect(made.frames[0]).toMatchObject({ width: 96, height: 54, actual: { partObjects: 3, samples: 2 } });
    expect(told.fractions).toEqual([...told.fractions].sort((a, b) => a - b));
    expect(told.fractions.at(-1)).toBeGreaterThan(0.9);
    expect(told.messages).toContain('Frame 6 of 6 is there');
    expect(told.previews).toHaveLength(FRAMES);
  });

  it('has the same pixels in a frame that is rendered alone, in a new process', async () => {
    const whole = await stand.render.turntable(stand.job().job, request());
    const settings = { kind: 'turntable' as const, turntable: request().turntable, conditions: tinyConditions() };
    for (const frame of [4, 2]) {
      const { preview: _, ...item } = stand.blender.still();
      const outcome = await stand.runItem({ ...item, ...settings, wanted: [frame] });
      expect(outcome.results[0]?.outputs.map((output) => output.name)).toEqual([`frame_000${frame}`]);
      const alone = join(outcome.folder, outcome.results[0]?.outputs[0]?.file ?? '');
      expect(await pixels(alone)).toEqual(await pixels(whole.frames[frame - 1]?.path ?? ''));
    }
  });

  it('shows at a quarter turn what a camera shows that stands at a quarter, to the left or to the right', async () => {
    const white = stand.scene().template.value;
    const [preset] = white.cameras;
    if (!preset) throw new Error('The studio has cameras.');
    const frame = async (
      number: number,
      azimuth: number,
      direction: 'counterclockwise' | 'clockwise',
    ): Promise<Buffer> => {
      const cameras = [{ ...preset, id: 'turned', azimuth }];
      const value = { ...white, cameras, defaultCamera: 'turned' };
      const scene = stand.scene({ template: { sha256: 'template', blendPath: null, value } });
      const turntable = { frames: 4, degrees: 360, direction };
      const conditions = tinyConditions({ samples: 16 });
      const made = await stand.render.turntable(stand.job().job, request({ scene, conditions, turntable }));
      return pixels(made.frames[number - 1]?.path ?? '');
    };
    const right = await frame(2, 30, 'counterclockwise');
    const left = await frame(2, 30, 'clockwise');
    const [atRight, atLeft] = [await frame(1, 120, 'clockwise'), await frame(1, -60, 'clockwise')];
    // The noise of 16 samples differs, the picture does not.
    expect(meanDifference(right, atRight) * 2).toBeLessThan(meanDifference(right, atLeft));
    expect(meanDifference(left, atLeft) * 2).toBeLessThan(meanDifference(left, atRight));
  });
});

describe("a turntable in a user's .blend", () => {
  it('turns the product in its place and leaves everything else where it is', async () => {
    const path = makeBlend(
      stand.blender.folder,
      stand.runtime,
      'stage',
      `${EMPTY_SCENE}add("Hero", bpy.data.cameras.new("Hero"), (2, -8, 0), (1.5708, 0, 0))
sun = bpy.data.lights.new("Sun", "SUN")
sun.energy = 4
add("Sun", sun, (0, 0, 5), (0.6, 0.3, 0))
place = add("hartomat_product", None, (2, 0, 0))
place.empty_display_type, place.empty_display_size = "CUBE", 1.0
mesh = bpy.data.meshes.new("Post")
mesh.from_pydata([(-1, 0, -9), (-0.5, 0, -9), (-0.5, 0, 9), (-1, 0, 9)], [], [(0, 1, 2, 3)])
add("Post", mesh, (0, 0, 0))`,
    );
    const placed = stand.blender.place('blend', readFileSync(path));
    const { studio: _, ...rest } = stand.scene().template.value;
    const cameras = [{ id: 'hero', name: 'Hero', azimuth: 0, elevation: 0, focalLength: 50 }];
    const value = { ...rest, kind: 'blend' as const, blendSha256: placed.sha256, cameras, defaultCamera: 'hero' };
    const scene = stand.scene({ template: { value, sha256: placed.sha256, blendPath: path } });
    const turntable = { frames: 4, degrees: 360, direction: 'clockwise' as const };
    const made = await stand.render.turntable(
      stand.job().job,
      request({ scene, turntable, conditions: tinyConditions({ transparent: true }) }),
    );
    expect(new Set(hashes(made)).size).toBe(4);
    const alphas = await Promise.all(made.frames.map((frame) => sharp(frame.path).extractChannel(3).raw().toBuffer()));
    const columns = alphas.map((alpha) => Array.from({ length: 96 }, (_, x) => alpha[27 * 96 + x] ?? 0));
    // Left of the product stands the post, the same in every frame; the product stays inside its cube.
    const [first] = columns;
    for (const column of columns) {
      expect(column.slice(0, 27)).toEqual(first?.slice(0, 27));
      expect(Math.max(...column.slice(75))).toBe(0);
      expect(Math.max(...column.slice(40, 56))).toBe(255);
    }
    expect(Math.max(...(first?.slice(0, 27) ?? []))).toBe(255);
  });
});

describe('a turntable that was interrupted', () => {
  it('keeps its good frames and renders a truncated one again, that one and only that one', async () => {
    const first = stand.job();
    const before = await stand.render.turntable(first.job, request());
    const [third, fifth] = [before.frames[2]?.path ?? '', before.frames[4]?.path ?? ''];
    truncateSync(third, statSync(third).size - 40);
    const times = before.frames.map((frame) => statSync(frame.path).mtimeMs);
    const again = stand.job({ folder: first.job.folder });
    const after = await stand.render.turntable(again.job, request());
    expect(again.told.logs).toContain('Kept 5 of 6 frames of an earlier start; 1 was damaged and is rendered again.');
    expect(rendered(again.told.messages)).toEqual(['Frame 3 of 6 is there']);
    expect(after.kept).toBe(5);
    expect(hashes(after)).toEqual(hashes(before));
    expect(after.frames.map((frame) => frame.actual.samples)).toEqual([2, 2, 2, 2, 2, 2]);
    expect(after.frames.map((frame, index) => statSync(frame.path).mtimeMs === times[index])).toEqual([
      true,
      true,
      false,
      true,
      true,
      true,
    ]);
    truncateSync(fifth, 0);
    const empty = stand.job({ folder: first.job.folder });
    expect((await stand.render.turntable(empty.job, request())).kept).toBe(5);
    expect(rendered(empty.told.messages)).toEqual(['Frame 5 of 6 is there']);
  });

  it('needs no Blender when all of its frames are there', async () => {
    const first = stand.job();
    await stand.render.turntable(first.job, request());
    const again = stand.job({ folder: first.job.folder });
    const made = await stand.render.turntable(again.job, request());
    expect(made).toMatchObject({ kept: FRAMES, use: { tries: 0, cpuSeconds: null } });
    expect(again.told.pids).toEqual([]);
    expect(again.told.logs).toEqual(['Kept 6 of 6 frames of an earlier start.']);
  });

  it('does not take a frame that is another picture of the right size, nor one of another request', async () => {
    const first = stand.job();
    const before = await stand.render.turntable(first.job, request());
    copyFileSync(before.frames[0]?.path ?? '', before.frames[1]?.path ?? '');
    const again = stand.job({ folder: first.job.folder });
    expect(hashes(await stand.render.turntable(again.job, request()))).toEqual(hashes(before));
    expect(rendered(again.told.messages)).toEqual(['Frame 2 of 6 is there']);
    const other = await stand.render.turntable(
      stand.job({ folder: first.job.folder }).job,
      request({ conditions: tinyConditions({ seed: 8 }) }),
    );
    expect(other.kept).toBe(0);
  });

  it('goes on after its Blender was killed in the middle', async () => {
    const stop = new AbortController();
    const first = stand.job({
      signal: stop.signal,
      onMessage: (message) => message === 'Frame 3 of 6 is there' && first.told.pids.forEach((pid) => kill(pid)),
    });
    // Cancelled as soon as the process is gone, as if the application had gone with it.
    const kill = (pid: number): void => {
      process.kill(pid, 'SIGKILL');
      stop.abort();
    };
    await expectAppError(stand.render.turntable(first.job, request()), 'app.cancelled');
    const again = stand.job({ folder: first.job.folder });
    const made = await stand.render.turntable(again.job, request());
    expect(made.kept).toBeGreaterThanOrEqual(3);
    expect(made.kept).toBeLessThan(FRAMES);
    expect(again.told.logs).toContain(`Kept ${made.kept} of 6 frames of an earlier start.`);
    expect(rendered(again.told.messages)).toHaveLength(FRAMES - made.kept);
    const whole = await stand.render.turntable(stand.job().job, request());
    expect(hashes(made)).toEqual(hashes(whole));
  });
});

describe('a Blender that fails', () => {
  it('half-way is replaced by one that renders the rest', async () => {
    const render = stand.servicesOn(faultyResources(stand.blender.folder, 'diesHalfway', 'turntable'));
    const { job, told } = stand.job();
    const made = await render.turntable(job, request());
    expect(told.retried).toEqual(['blender.crashed 2']);
    expect(made).toMatchObject({ kept: 0, use: { tries: 2 } });
    expect(rendered(told.messages)).toEqual([1, 2, 3, 4, 5, 6].map((frame) => `Frame ${frame} of 6 is there`));
    expect(told.fractions).toEqual([...told.fractions].sort((a, b) => a - b));
  });

  it('and says that it did not is found out by the frame that is missing', async () => {
    const render = stand.servicesOn(faultyResources(stand.blender.folder, 'skipsAFrame', 'turntable'));
    const { job, told } = stand.job();
    // Asked for frame 2 alone, it renders none.
    const failure = await expectAppError(render.turntable(job, request()), 'blender.output_missing');
    expect(failure.message).toContain('frame 2 of 6');
    expect(told.retried).toEqual(['blender.output_missing 2', 'blender.output_missing 3']);
  });

  it.each(['truncates', 'fillsTheDisk'] as const)('because it %s leaves no frame that counts', async (fault) => {
    const render = stand.servicesOn(faultyResources(stand.blender.folder, fault, 'turntable'));
    const { job } = stand.job();
    const turntable = { frames: 2, degrees: 360, direction: 'clockwise' as const };
    await expectAppError(render.turntable(job, request({ turntable })), 'file.disk_full');
    const after = stand.job({ folder: job.folder });
    const made = await stand.render.turntable(after.job, request({ turntable }));
    expect(made.frames).toHaveLength(2);
    expect(rendered(after.told.messages)).toHaveLength(2 - made.kept);
  });

  it('is not asked for a camera that the template does not have', async () => {
    const { job, told } = stand.job();
    await expectAppError(stand.render.turntable(job, request({ camera: 'moon' })), 'camera.unknown');
    expect(told.pids).toEqual([]);
    expect(existsSync(job.folder)).toBe(false);
  });

  it('loses a part is told what is missing, and not asked again', async () => {
    const { job, told } = stand.job();
    const work = stand.render.turntable(job, request({ scene: stand.scene({ parts: 4 }) }));
    expect((await expectAppError(work, 'blender.scene_error')).message).toBe('Blender rendered 3 of 4 parts.');
    expect(told.retried).toEqual([]);
  });
});
