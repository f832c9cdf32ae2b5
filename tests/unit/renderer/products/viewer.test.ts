import {
  Box3,
  BoxGeometry,
  BufferAttribute,
  BufferGeometry,
  Group,
  Matrix4,
  Mesh,
  MeshBasicMaterial,
  Object3D,
  PerspectiveCamera,
  Quaternion,
  Ray,
  SphereGeometry,
  Vector3,
} from 'three';
import { describe, expect, it } from 'vitest';
import { linearToHex } from '../../../../renderer/products/linearToHex.ts';
import { AdaptiveResolution } from '../../../../renderer/products/viewer/AdaptiveResolution.ts';
import { coarsenGeometry } from '../../../../renderer/products/viewer/coarsenGeometry.ts';
import { PartPicker } from '../../../../renderer/products/viewer/PartPicker.ts';
import { gridStep } from '../../../../renderer/products/viewer/createFloorGrid.ts';
import { drawGroups } from '../../../../renderer/products/viewer/drawGroups.ts';
import { fitView, framePoints } from '../../../../renderer/products/viewer/fitView.ts';
import { readModel } from '../../../../renderer/products/viewer/loadModel.ts';
import { projectAxes } from '../../../../renderer/products/viewer/projectAxes.ts';

function node(partKey: string | null, geometry: BufferGeometry, at: readonly [number, number, number]): Mesh {
  const mesh = new Mesh(geometry, new MeshBasicMaterial());
  if (partKey !== null) mesh.userData['partKey'] = partKey;
  mesh.position.set(...at);
  return mesh;
}

/** As glTF has it: Y up. Three cubes of 2 in a row along X, the last with two primitives, and one without a key. */
function model(): ReturnType<typeof readModel> {
  const cube = new BoxGeometry(2, 2, 2);
  const scene = new Group();
  const twofold = new Object3D();
  twofold.userData['partKey'] = 'c';
  twofold.position.set(10, 0, 0);
  twofold.add(node(null, cube, [0, 0, 0]), node(null, new BoxGeometry(2, 6, 2), [0, 0, 0]));
  scene.add(node('a', cube, [0, 0, 0]), node('b', cube, [5, 0, 0]), twofold, node(null, cube, [0, 50, 0]));
  return readModel({ scene });
}

describe('reading a model', () => {
  it('counts nodes, takes parts by key and turns the Y-up file into the Z-up product frame', () => {
    const loaded = model();
    expect(loaded.parts.map((part) => part.partKey)).toEqual(['a', 'b', 'c']);
    expect(loaded.meshNodes).toBe(4);
    expect(loaded.triangles).toBe(4 * 12);
    // 6 high along glTF's Y is 6 high along the product's Z.
    expect(loaded.box.getSize(new Vector3()).toArray().map(Math.round)).toEqual([12, 2, 6]);
    expect(loaded.parts[2]!.size.toArray()).toEqual([2, 2, 6]);
    expect(loaded.parts[0]!.surfaces[0]!.geometry).toBe(loaded.parts[1]!.surfaces[0]!.geometry);
  });
});

describe('picking', () => {
  const loaded = model();
  const picker = new PartPicker(loaded.parts);
  const along = new Ray(new Vector3(-10, 0.3, 0.2), new Vector3(1, 0, 0));

  it('takes the nearest part that is shown', () => {
    expect(picker.pick(along, () => true)).toBe('a');
    expect(picker.pick(along, (part) => part.partKey !== 'a')).toBe('b');
    expect(picker.pick(along, () => false)).toBe(null);
  });

  it('misses what the ray passes by', () => {
    expect(picker.pick(new Ray(new Vector3(0, 0, 20), new Vector3(1, 0, 0)), () => true)).toBe(null);
  });

  it('hits a part from inside its box', () => {
    expect(picker.pick(new Ray(new Vector3(10, 0, 0), new Vector3(0, 0, 1)), () => true)).toBe('c');
  });
});

describe('drawing groups', () => {
  it('join repeats of equal look, keep looks apart, leave hidden parts out and set mirrored ones aside', () => {
    const { parts } = model();
    const mirrored = { ...parts[0]!, partKey: 'm', matrix: new Matrix4().makeScale(-1, 1, 1) };
    const groups = drawGroups([...parts, mirrored], (part) => (part.partKey === 'b' ? 'brass' : 'steel'));
    expect(groups.map((group) => [group.look, group.matrices.length, group.mirrored])).toEqual([
      ['steel', 2, false],
      ['brass', 1, false],
      ['steel', 1, true],
      ['steel', 1, false],
    ]);
    expect(drawGroups(parts, () => null)).toEqual([]);
  });
});

describe('the stand-in of a heavy model while it turns', () => {
  it('has far fewer triangles, in the same place, with no detail moved by more than a cell', () => {
    const fine = new SphereGeometry(1, 128, 64);
    const coarse = coarsenGeometry(fine, 0.2);
    expect(coarse.index!.count).toBeLessThan(fine.index!.count / 5);
    const position = coarse.getAttribute('position');
    const radii = Array.from({ length: position.count }, (_, i) =>
      new Vector3().fromBufferAttribute(position, i).length(),
    );
    expect(Math.min(...radii)).toBeGreaterThan(0.95);
    expect(Math.max(...radii)).toBeLessThanOrEqual(1.0001);
  });

  it('keeps edges sharp and holds together: corners in one cell stay in one place with a normal per side', () => {
    const box = new BoxGeometry(1, 1, 1, 20, 20, 20);
    const coarse = coarsenGeometry(box, 0.25);
    const position = coarse.getAttribute('position');
    const places = new Set(
      Array.from({ length: position.count }, (_, i) =>
        new Vector3()
          .fromBufferAttribute(position, i)
          .toArray()
          .map((value) => value.toFixed(6))
          .join(),
      ),
    );
    expect(places.size).toBeLessThan(position.count);
    const normal = coarse.getAttribute('normal');
    for (let i = 0; i < normal.count; i++) {
      expect(Math.max(...[normal.getX(i), normal.getY(i), normal.getZ(i)].map(Math.abs))).toBe(1);
    }
  });

  it('is the model itself where nothing is gained', () => {
    const box = new BoxGeometry(1, 1, 1);
    expect(coarsenGeometry(box, 0.01)).toBe(box);
  });
});

describe('fitting the camera', () => {
  it.each([
    [1, [0.6, -1, 0.5]],
    [2.4, [0, -1, 0]],
    [0.5, [1, 0, 0]],
  ] as const)(
    'brings every point into a picture of aspect %f, centred, and no farther than needed',
    (aspect, direction) => {
      const points = framePoints(model().parts);
      const towards = new Vector3(...direction).normalize();
      const up = new Vector3(0, 0, 1);
      const camera = new PerspectiveCamera(30, aspect, 0.1, 1000);
      camera.up.copy(up);
      const { target, distance } = fitView(points, towards, up, (30 * Math.PI) / 180, aspect, 1);
      camera.position.copy(towards).multiplyScalar(distance).add(target);
      camera.lookAt(target);
      camera.updateMatrixWorld();
      const seen = points.map((point) => point.clone().project(camera));
      const x = [Math.min(...seen.map((each) => each.x)), Math.max(...seen.map((each) => each.x))] as const;
      const y = [Math.min(...seen.map((each) => each.y)), Math.max(...seen.map((each) => each.y))] as const;
      expect(Math.max(-x[0], x[1], -y[0], y[1])).toBeCloseTo(1, 5);
      const tight = x[1] > 0.999 ? x : y;
      expect(tight[0]).toBeCloseTo(-tight[1], 5);
    },
  );

  it('takes points of every part, however many there are', () => {
    const { parts } = model();
    expect(framePoints(parts).length).toBeGreaterThanOrEqual(parts.length * 8);
    expect(framePoints([])).toEqual([]);
  });
});

describe('points that frame a model', () => {
  it('hold the corners of a part that has many other points, which a sample would miss', () => {
    const corners = [-1, 1].flatMap((x) => [-2, 2].flatMap((y) => [-3, 3].map((z) => [x, y, z])));
    const inside = (count: number): number[][] => Array.from({ length: count }, () => [0.1, 0.2, 0.3]);
    // Before, between and behind them, so that no step meets them all.
    const points = [...inside(5001), ...corners.flatMap((corner) => [corner, ...inside(7001)])];
    const plate = new BufferGeometry();
    plate.setAttribute('position', new BufferAttribute(new Float32Array(points.flat()), 3));
    const scene = new Group();
    scene.add(node('plate', plate, [100, 0, 0]), node('again', plate, [200, 0, 0]));
    const { parts } = readModel({ scene });
    for (const part of parts) {
      const framed = new Box3().setFromPoints(framePoints([part]));
      expect(framed.min.distanceTo(part.box.min)).toBeLessThan(1e-5);
      expect(framed.max.distanceTo(part.box.max)).toBeLessThan(1e-5);
    }
    expect(framePoints(parts).length).toBeLessThan(10_000);
  });
});

describe('small things of the viewer', () => {
  it('the axis sign: seen from the front X goes right, Z up, Y away', () => {
    const front = new Quaternion().setFromRotationMatrix(
      new Matrix4().lookAt(new Vector3(0, -1, 0), new Vector3(), new Vector3(0, 0, 1)),
    );
    const seen = Object.fromEntries(projectAxes(front).map((axis) => [axis.name, axis]));
    expect([seen['X']!.x, seen['Z']!.y, seen['Y']!.depth].map(Math.round)).toEqual([1, -1, -1]);
  });

  it('the floor has lines at 1, 2 or 5 times a power of ten', () => {
    expect([0.09, 0.16, 0.4, 1.1, 8].map((size) => Number(gridStep(size).toPrecision(3)))).toEqual([
      0.01, 0.02, 0.05, 0.1, 1,
    ]);
  });

  it('a slow machine gets a coarser picture while moving, the full one at rest, and keeps what it learnt', () => {
    const quality = new AdaptiveResolution();
    const move = (ms: number, frames: number): number =>
      Array.from({ length: frames }, () => quality.next(ms, true)).at(-1)!;
    expect(move(90, 3)).toBe(1);
    expect(move(90, 1)).toBe(0.75);
    expect(move(90, 4)).toBe(0.5);
    expect(quality.next(90, false)).toBe(1);
    expect(move(30, 1)).toBe(0.5);
    expect(move(10, 8)).toBe(1);
  });

  it('CAD colours are linear; the swatch shows them as sRGB', () => {
    expect(linearToHex([0, 1, 0.2140411, 1])).toBe('#00ff7f');
    expect(linearToHex([2, -1, 0.0031308, 1])).toBe('#ff000a');
  });
});
