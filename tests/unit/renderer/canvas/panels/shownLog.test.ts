import { describe, expect, it } from 'vitest';
import { logsToShow, pairOf, previewLog, runLog } from '../../../../../renderer/canvas/panels/shownLog.ts';
import type { Preview } from '../../../../../shared/domain/preview.ts';
import { at, detail, node } from '../../runs/builders.ts';

const preview: Preview = {
  ...{ id: 'p', nodeId: 'beauty', quality: 'quick', state: 'running', startedAt: at(60), endedAt: null, error: null },
  ...{ steps: [node('beauty')], tables: [] },
};
const line = { seq: 0, at: at(61), level: 'info', source: 'node:beauty', text: 'Fra:1' } as const;

describe('the log under the canvas', () => {
  const previews = { current: preview, log: [line] };
  const none = { run: null, since: null, log: [] };
  const ordered = (number: string, seconds: number) => {
    const run = detail({ id: number, number, queuedAt: at(seconds) });
    return { run, since: run.queuedAt, log: [] };
  };
  const titles = (...given: Parameters<typeof logsToShow>) => {
    const { shown, other } = logsToShow(...given);
    return [shown?.title, other?.title];
  };

  it('is that of the latest preview until a run is ordered', () => {
    expect(titles(previews, ordered('R-0003', 0), null)).toEqual(['Preview, quick', 'R-0003']);
    expect(titles(previews, none, null)).toEqual(['Preview, quick', undefined]);
    expect(titles(previews, ordered('R-0004', 90), null)).toEqual(['R-0004', undefined]);
    expect(titles({ current: null, log: [] }, ordered('R-0003', 0), null)).toEqual(['R-0003', undefined]);
    expect(titles({ current: null, log: [] }, none, null)).toEqual([undefined, undefined]);
  });

  it('is that of an older run that was chosen since, and of a preview again that begins after that', () => {
    const chosen = { ...ordered('R-0003', 0), since: at(75) };
    expect(titles(previews, chosen, null)).toEqual(['R-0003', 'Preview, quick']);
    const next = { current: { ...preview, id: 'q', startedAt: at(80) }, log: [] };
    expect(titles(next, chosen, null)).toEqual(['Preview, quick', 'R-0003']);
  });

  it('is the other one when that is asked for, as long as there is no other preview or run', () => {
    const overlay = ordered('R-0003', 0);
    const turned = pairOf(previews, overlay);
    expect(titles(previews, overlay, turned)).toEqual(['R-0003', 'Preview, quick']);
    expect(titles(previews, { ...overlay, since: at(75) }, turned)).toEqual(['Preview, quick', 'R-0003']);
    const next = { current: { ...preview, id: 'q' }, log: [] };
    expect(titles(next, overlay, turned)).toEqual(['Preview, quick', 'R-0003']);
    expect(titles(previews, ordered('R-0002', 0), turned)).toEqual(['Preview, quick', 'R-0002']);
    expect(titles(previews, none, turned)).toEqual(['Preview, quick', undefined]);
  });

  it('says whose it is', () => {
    expect(previewLog({ current: preview, log: [line] })).toEqual({
      ...{ title: 'Preview, quick', lines: [line], steps: preview.steps },
    });
    expect(previewLog({ current: { ...preview, quality: 'full' }, log: [] })?.title).toBe('Preview, full quality');
    expect(runLog({ run: detail({ number: 'R-0003' }), log: [line] })).toMatchObject({
      title: 'R-0003',
      lines: [line],
    });
    expect(previewLog({ current: null, log: [] })).toBeNull();
    expect(runLog({ run: null, log: [] })).toBeNull();
  });
});
