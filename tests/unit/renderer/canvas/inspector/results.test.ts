import { describe, expect, it } from 'vitest';
import type { NodeState } from '../../../../../renderer/canvas/canvas.ts';
import { isNumericColumn } from '../../../../../renderer/canvas/inspector/isNumericColumn.ts';
import { keptModels } from '../../../../../renderer/canvas/inspector/keptModels.ts';
import { anchoredScroll, clampZoom, fitZoom } from '../../../../../renderer/canvas/inspector/pictureZoom.ts';
import { resultOf } from '../../../../../renderer/canvas/inspector/resultOf.ts';
import { lookOf } from '../../../../../renderer/canvas/inspector/resultViews.ts';
import type { Preview } from '../../../../../shared/domain/preview.ts';
import type { PortType } from '../../../../../shared/domain/portType.ts';
import type { StepOutput } from '../../../../../shared/domain/run.ts';

const output = (type: PortType, files: readonly string[], hash = 'h'): StepOutput => ({
  ...{ port: type, type, hash, summary: '' },
  files: files.map((name) => {
    const [stem = '', extension = ''] = name.split('.');
    return { name: stem, extension, sha256: stem, bytes: 10 };
  }),
});

describe('the look of an output', () => {
  it('is a picture, a video, a model or frames, by its files', () => {
    expect(lookOf(output('image', ['image.png']))).toEqual({ kind: 'picture', url: 'media://artifact/image.png' });
    expect(lookOf(output('video', ['video.mp4']))).toMatchObject({ kind: 'video', poster: null });
    expect(lookOf(output('glb', ['glb.glb']))).toEqual({ kind: 'model', url: 'media://artifact/glb.glb' });
  });

  it('shows frames in the order of their numbers', () => {
    expect(lookOf(output('frames', ['frame_10.png', 'frame_9.png']))).toEqual({
      kind: 'frames',
      urls: ['media://artifact/frame_9.png', 'media://artifact/frame_10.png'],
    });
  });

  it('is the picture of an asset that no window can draw', () => {
    expect(lookOf(output('asset', ['file.exr', 'preview.png']))).toEqual({
      ...{ kind: 'picture', url: 'media://artifact/preview.png' },
    });
    expect(lookOf(output('asset', ['file.png', 'preview.png']))).toMatchObject({ url: 'media://artifact/file.png' });
    expect(lookOf(output('asset', ['file.mp4', 'preview.png']))).toMatchObject({
      kind: 'video',
      poster: expect.any(String),
    });
  });

  it('is none for data and for files that are only kept', () => {
    expect(lookOf(output('manifest', ['manifest.json']))).toBeNull();
    expect(lookOf(output('blend', ['blend.blend', 'canonical.txt']))).toBeNull();
    expect(lookOf(output('frames', []))).toBeNull();
  });

  it('is none for a file that was not kept, and elsewhere when it was kept elsewhere', () => {
    const { files, ...made } = output('image', ['image.png']);
    const keptAt = (url: string | null) => lookOf({ ...made, files: files.map((file) => ({ ...file, url })) });
    expect(keptAt(null)).toBeNull();
    expect(keptAt('media://candidate/r1')).toEqual({ kind: 'picture', url: 'media://candidate/r1' });
  });
});

describe('the result of a node', () => {
  const table = { port: 'manifest', columns: ['Part'], rows: [['ring']], total: 1 };
  const preview = (outputs: StepOutput[]): Preview => ({
    ...{ id: 'p', nodeId: 'n', quality: 'quick', state: 'done', startedAt: '', endedAt: '', error: null },
    steps: [
      {
        ...{ executor: 'graph', key: 'n', label: 'N', nodeType: 'x', state: 'done', startedAt: null },
        why: 'Reused: same CAD file',
        ...{ endedAt: null, error: null, cpuSeconds: null, peakMemoryBytes: null, outputs },
      },
    ],
    tables: [table],
  });
  const state = (outputs: StepOutput[], from: NodeState['from'] = 'run'): NodeState => ({
    ...{ from, state: 'done', startedAt: null, endedAt: null, fraction: null, etaSeconds: null, error: null },
    why: 'Runs: seed now 8, was 7',
    outputs,
  });
  const parts = output('manifest', []);

  it('is what its state shows, with the lists of a preview that gave the same', () => {
    expect(resultOf('n', state([parts]), preview([parts]))).toEqual({
      ...{ outputs: [parts], tables: [table], from: 'run', why: 'Ran: seed now 8, was 7' },
    });
  });

  it('has no lists of another value', () => {
    const older = { ...parts, hash: 'older' };
    expect(resultOf('n', state([parts]), preview([older])).tables).toEqual([]);
  });

  it('stays the last good preview while the next one runs', () => {
    expect(resultOf('n', state([], 'preview'), preview([parts]))).toMatchObject({
      ...{ outputs: [parts], from: 'preview', why: 'Reused: same CAD file' },
    });
  });

  it('is nothing before anything ran', () => {
    expect(resultOf('n', null, null)).toEqual({ outputs: [], tables: [], from: null, why: '' });
  });
});

describe('looking closely', () => {
  it('fits a large picture and leaves a small one as it is', () => {
    expect(fitZoom({ width: 2000, height: 1000 }, { width: 1000, height: 800 })).toBe(0.5);
    expect(fitZoom({ width: 96, height: 54 }, { width: 1000, height: 800 })).toBe(1);
    expect(fitZoom({ width: 0, height: 0 }, { width: 1000, height: 800 })).toBe(1);
  });

  it('keeps what is under the pointer where it is', () => {
    const scroll = anchoredScroll(100, 50, 1, 2);
    expect((scroll + 50) / 2).toBe(100 + 50);
  });

  it('has a nearest and a farthest', () => {
    expect([clampZoom(1000), clampZoom(0)]).toEqual([16, 0.02]);
  });
});

describe('lists and kept files', () => {
  it('put numbers to the right, with or without units, and nothing else', () => {
    const rows = [
      ['ring', '12.5 mm', '1\u202f204', ''],
      ['pin_01', '3 mm', '2', ''],
    ];
    expect([0, 1, 2, 3].map((column) => isNumericColumn(rows, column))).toEqual([false, true, true, false]);
  });

  it('offer each model once, by the step that made it first', () => {
    const glb = output('glb', ['aa.glb']);
    const steps = [
      { label: 'Geometry', outputs: [glb, output('manifest', ['m.json'])] },
      { label: 'Parity', outputs: [glb] },
    ];
    expect(keptModels(steps)).toEqual([{ sha256: 'aa', bytes: 10, step: 'Geometry' }]);
  });
});
