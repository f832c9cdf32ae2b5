import { describe, expect, it } from 'vitest';
import { isPreviewLast, previewLog, runLog } from '../../../../../renderer/canvas/panels/shownLog.ts';
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
