import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fitBounds, readWindowState, writeWindowState } from '../../../electron/app/windowState.ts';

const laptop = { x: 0, y: 0, width: 1920, height: 1050 };
const second = { x: 1920, y: 0, width: 2560, height: 1400 };

describe('where the window opens', () => {
  it('the first time: in the middle of the first screen', () => {
    expect(fitBounds(null, [laptop, second])).toEqual({ x: 240, y: 75, width: 1440, height: 900 });
  });

  it('later: where it was, on the second screen too', () => {
    const was = { x: 2000, y: 100, width: 1600, height: 1000 };
    expect(fitBounds(was, [laptop, second])).toEqual(was);
  });

  it('the second screen is gone: back on the first, at its size', () => {
    const bounds = fitBounds({ x: 2000, y: 100, width: 1600, height: 1000 }, [laptop]);
    expect(bounds).toEqual({ x: 160, y: 25, width: 1600, height: 1000 });
  });

  it('its strip is above the screen, where no one can grasp it: back to the middle', () => {
    expect(fitBounds({ x: 100, y: -300, width: 1440, height: 900 }, [laptop]).y).toBe(75);
  });

  it('never smaller than what the screens of the application need', () => {
    expect(fitBounds({ x: 0, y: 0, width: 300, height: 200 }, [laptop])).toMatchObject({ width: 1100, height: 680 });
    const small = { x: 0, y: 0, width: 1024, height: 600 };
    expect(fitBounds(null, [small])).toEqual({ x: 0, y: 0, width: 1100, height: 680 });
  });
});

describe('what is kept of the window', () => {
  let folder = '';
  beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'hartomat-window-'))));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('written and read again, in a folder that is made for it, with nothing left over', () => {
    const path = join(folder, 'new', 'window.json');
    const state = { bounds: { x: 1, y: 2, width: 1200, height: 700 }, maximized: true, theme: 'dark' as const };
    writeWindowState(path, state);
    expect(readWindowState(path)).toEqual(state);
    expect(readdirSync(join(folder, 'new'))).toEqual(['window.json']);
  });

  it.each(['', '{', '[]', '{"bounds":{"x":"1"}}', 'null'])('a damaged file (%j) is as good as none', (text) => {
    const path = join(folder, 'damaged.json');
    writeFileSync(path, text);
    expect(readWindowState(path)).toEqual({ bounds: null, maximized: false, theme: 'system' });
  });
});
