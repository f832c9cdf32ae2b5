import { describe, expect, it } from 'vitest';
import {
  clampView,
  fitScale,
  fitView,
  originOf,
  panBy,
  ringOf,
  toPane,
  toPicture,
  viewOfBox,
  viewOfWindow,
  zoomAt,
} from '../../../../renderer/compare/pictureView.ts';

const picture = { width: 1920, height: 1080 };
const pane = { width: 960, height: 600 };

describe('how a picture is looked at', () => {
  it('fits whole into a pane, in the middle of it', () => {
    expect(fitScale(picture, pane)).toBe(0.5);
    expect(fitView(picture, pane)).toEqual({ scale: 0.5, x: 960, y: 540 });
    expect(fitScale({ width: 64, height: 64 }, pane)).toBe(600 / 64);
    expect(fitScale({ width: 0, height: 0 }, pane)).toBe(1);
    expect(fitScale(picture, { width: 0, height: 0 })).toBe(1);
  });

  it('keeps what lies under the pointer when it is zoomed', () => {
    const start = { scale: 2, x: 900, y: 500 };
    const at = { x: 100, y: 450 };
    const held = toPicture(start, at, pane);
    const zoomed = zoomAt(start, 5, at, picture, pane);
    expect(zoomed.scale).toBe(5);
    const now = toPane(zoomed, held, pane);
    expect(now.x).toBeCloseTo(at.x, 9);
    expect(now.y).toBeCloseTo(at.y, 9);
  });

  it('never zooms out beyond the whole picture, nor in beyond 64 times', () => {
    const middle = { x: 480, y: 300 };
    expect(zoomAt(fitView(picture, pane), 0.01, middle, picture, pane)).toEqual(fitView(picture, pane));
    expect(zoomAt(fitView(picture, pane), 1000, middle, picture, pane).scale).toBe(64);
    // A small picture that fits enlarged can still be seen in its own size.
    expect(clampView({ scale: 0.1, x: 0, y: 0 }, { width: 64, height: 64 }, pane).scale).toBe(1);
  });

  it('never leaves the picture, and centres an axis that fits', () => {
    const view = clampView({ scale: 0.52, x: -5000, y: 9000 }, picture, pane);
    expect(toPane(view, { x: 0, y: 0 }, pane).x).toBeCloseTo(0, 9);
    expect(view.y).toBe(540);
    const close = clampView({ scale: 4, x: 99_999, y: 99_999 }, picture, pane);
    expect(toPane(close, { x: picture.width, y: picture.height }, pane)).toEqual({ x: pane.width, y: pane.height });
  });

  it('is moved by pixels of the screen, whatever the zoom', () => {
    const start = { scale: 4, x: 900, y: 500 };
    expect(panBy(start, { x: 40, y: -20 }, picture, pane)).toEqual({ scale: 4, x: 890, y: 505 });
  });

  it('brings a window of the picture into the middle with its surroundings', () => {
    const view = viewOfWindow({ x: 800, y: 400 }, 8, picture, pane);
    expect(toPane(view, { x: 804, y: 404 }, pane)).toEqual({ x: 480, y: 300 });
    expect(8 * view.scale).toBe(600 / 8);
    const atTheEdge = viewOfWindow({ x: 0, y: 0 }, 8, picture, pane);
    expect(toPane(atTheEdge, { x: 0, y: 0 }, pane)).toEqual({ x: 0, y: 0 });
  });

  it('brings a box into the middle so that it takes half of the pane, and never shows less than the whole for it', () => {
    const view = viewOfBox([800, 400, 120, 20], picture, pane);
    expect(toPane(view, { x: 860, y: 410 }, pane)).toEqual({ x: 480, y: 300 });
    expect(120 * view.scale).toBe(pane.width / 2);
    expect(viewOfBox([0, 0, 1920, 1080], picture, pane)).toEqual(fitView(picture, pane));
    expect(viewOfBox([900, 500, 1, 1], picture, pane).scale).toBeLessThanOrEqual(16);
  });

  it('has a ring around a box: all of it inside, small ones still seen, large ones within the picture', () => {
    const view = { scale: 2, x: 860, y: 410 };
    const { x, y, rx, ry } = ringOf([800, 400, 120, 20], view, picture, pane);
    expect([x, y]).toEqual([480, 300]);
    expect((120 / rx) ** 2 + (20 / ry) ** 2, 'its corners').toBeLessThanOrEqual(1);
    expect(ringOf([800, 400, 1, 1], view, picture, pane)).toMatchObject({ rx: 20, ry: 20 });
    const whole = ringOf([0, 0, 1920, 1080], fitView(picture, pane), picture, pane);
    expect([whole.rx, whole.ry]).toEqual([476, 266]);
  });

  it('starts on whole pixels of the screen', () => {
    const { x, y } = originOf({ scale: 1, x: 480.3, y: 300.4 }, pane, 2);
    expect([x * 2, y * 2]).toEqual([Math.round(x * 2), Math.round(y * 2)]);
    expect(x).toBeCloseTo(-0.3, 0);
    expect(y).toBeCloseTo(-0.4, 0);
  });
});
