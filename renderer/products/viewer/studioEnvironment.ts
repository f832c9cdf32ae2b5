import {
  BackSide,
  BoxGeometry,
  Color,
  Mesh,
  MeshBasicMaterial,
  PMREMGenerator,
  Scene,
  SphereGeometry,
  type Texture,
  Vector3,
  type WebGLRenderer,
} from 'three';

interface SoftBox {
  readonly at: readonly [number, number, number];
  readonly size: readonly [number, number];
  readonly light: number;
}

/** A photographer's product set, Z up: a large box overhead, strips at the sides, a kicker behind. Units are arbitrary. */
const SOFT_BOXES: readonly SoftBox[] = [
  { at: [0, -1, 9], size: [9, 9], light: 7 },
  { at: [-9, -3, 3], size: [3, 7], light: 9 },
  { at: [9, -1, 2], size: [2, 8], light: 6 },
  { at: [3, 9, 4], size: [6, 3], light: 5 },
  { at: [-2, -9, 1], size: [5, 2.5], light: 3.5 },
];
const WALL = 0.42;

/**
 * Light for the model, made on the spot: exactly neutral grey, so that material colours are what the library says.
 * The caller owns the texture.
 */
export function createStudioEnvironment(renderer: WebGLRenderer): Texture {
  const scene = new Scene();
  const wall = new Mesh(new SphereGeometry(12, 32, 16), new MeshBasicMaterial({ color: grey(WALL), side: BackSide }));
  const boxes = SOFT_BOXES.map((softBox) => {
    const mesh = new Mesh(
      new BoxGeometry(softBox.size[0], softBox.size[1], 0.1),
      new MeshBasicMaterial({ color: grey(softBox.light) }),
    );
    mesh.position.set(...softBox.at);
    mesh.lookAt(new Vector3());
    return mesh;
  });
  scene.add(wall, ...boxes);
  const generator = new PMREMGenerator(renderer);
  const target = generator.fromScene(scene, 0.03);
  generator.dispose();
  for (const mesh of [wall, ...boxes]) {
    mesh.geometry.dispose();
    mesh.material.dispose();
  }
  return target.texture;
}

function grey(level: number): Color {
  return new Color().setScalar(level);
}
