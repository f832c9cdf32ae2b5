import { describe, expect, it } from 'vitest';
import { isPreviewLast, logsToShow, previewLog, runLog } from '../../../../../renderer/canvas/panels/shownLog.ts';
import type { Preview } from '../../../../../shared/domain/preview.ts';
import { at, detail, node } from '../../runs/builders.ts';

const preview: Preview = {
  ...{ id: 'p', nodeId: 'beauty', quality: 'quick', state: 'running', startedAt: at(60), endedAt: null, error: null },
  ...{ steps: [node('beauty')], tables: [] },
};
const line = { seq: 0, at: at(61), level: 'info', source: 'node:beauty', text: 'Fra:1' } as const;

describe('the log under the canvas', () => {
  it('is that of the latest preview until a run is ordered', () => {
    const run = detail({ queuedAt: at(0) });
    expect(isPreviewLast({ current: preview }, { run })).toBe(true);
    expect(isPreviewLast({ current: preview }, { run: null })).toBe(true);
    expect(isPreviewLast({ current: preview }, { run: detail({ queuedAt: at(90) }) })).toBe(false);
    expect(isPreviewLast({ current: null }, { run })).toBe(false);
  });

  it('gives way to that of the run when it is asked to, and says which other one there is', () => {
    const previews = { current: preview, log: [line] };
    const overlay = { run: detail({ number: 'R-0003', queuedAt: at(0) }), log: [] };
    const titles = (...given: Parameters<typeof logsToShow>) => {
      const { shown, other } = logsToShow(...given);
      return [shown?.title, other?.title];
    };
    expect(titles(previews, overlay, null)).toEqual(['Preview, quick', 'R-0003']);
    expect(titles(previews, overlay, 'p')).toEqual(['R-0003', 'Preview, quick']);
    expect(titles(previews, overlay, 'an earlier one')).toEqual(['Preview, quick', 'R-0003']);
    expect(titles(previews, { run: null, log: [] }, 'p')).toEqual(['Preview, quick', undefined]);
    const later = { ...overlay, run: detail({ number: 'R-0004', queuedAt: at(90) }) };
    expect(titles(previews, later, null)).toEqual(['R-0004', undefined]);
    expect(titles({ current: null, log: [] }, { run: null, log: [] }, null)).toEqual([undefined, undefined]);
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
