import { Vector3 } from 'three';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ViewerCamera } from '../../../../renderer/products/viewer/ViewerCamera.ts';

// The controls make one as they begin.
beforeAll(() => void vi.stubGlobal('DOMRect', Object));
afterAll(() => void vi.unstubAllGlobals());

/** What the controls ask of the canvas that they listen to. */
function canvas(): HTMLElement {
  const silent = { addEventListener: () => undefined, removeEventListener: () => undefined };
  const setAttribute = (): void => undefined;
  const getBoundingClientRect = () => ({ left: 0, top: 0, width: 800, height: 400 });
  return { ...silent, setAttribute, getBoundingClientRect, style: {}, ownerDocument: silent } as unknown as HTMLElement;
}

const corners = [-3, 3].flatMap((x) => [-1, 1].flatMap((y) => [-1, 1].map((z) => new Vector3(x, y, z))));

function viewer(): { eye: ViewerCamera; reach: () => number } {
  const eye = new ViewerCamera(canvas(), () => undefined);
  eye.setReducedMotion(true);
  eye.setAspect(2);
  eye.setModel(corners);
  /** How far out the outermost corner is seen; up to 1 is in the picture. */
  const reach = (): number => {
    eye.update(1);
    eye.camera.updateMatrixWorld();
    const seen = corners.map((corner) => corner.clone().project(eye.camera));
    return Math.max(...seen.flatMap(({ x, y }) => [Math.abs(x), Math.abs(y)]));
  };
  return { eye, reach };
}

describe('the eye of the viewer', () => {
  it('goes on holding all of the model when the picture gets another shape', () => {
    const { eye, reach } = viewer();
    for (const aspect of [2, 0.8, 3, 1]) {
      eye.setAspect(aspect);
      expect(reach(), `aspect ${aspect}`).toBeCloseTo(1 / 1.14, 2);
    }
  });

  it('stays where somebody has put it', () => {
    const { eye, reach } = viewer();
    eye.zoom(2);
    const before = reach();
    eye.setAspect(4);
    eye.setAspect(2);
    expect(reach()).toBeCloseTo(before, 5);
    expect(before).toBeGreaterThan(1.2);
    eye.fit();
    eye.setAspect(1);
    expect(reach()).toBeCloseTo(1 / 1.14, 2);
  });
});
