import CameraControls from 'camera-controls';
import {
  Box3,
  MathUtils,
  Matrix4,
  PerspectiveCamera,
  Quaternion,
  Raycaster,
  Sphere,
  Spherical,
  Vector2,
  Vector3,
  Vector4,
} from 'three';
import { fitView } from './fitView.ts';

CameraControls.install({
  THREE: { Vector2, Vector3, Vector4, Quaternion, Matrix4, Spherical, Box3, Sphere, Raycaster },
});

/** Like the three-quarter camera of the render templates: front is -Y, from slightly above. */
const THREE_QUARTER = new Vector3(0.62, -1, 0.52).normalize();
const FIELD_OF_VIEW = 30;
const FIT_MARGIN = 1.14;
const MOTION_SECONDS = 0.16;

/** Points to be in the picture, seen from a direction. */
interface HeldView {
  readonly towards: Vector3;
  readonly points: readonly Vector3[];
  readonly margin: number;
}

export type ViewAxis = 'X' | 'Y' | 'Z';
export type DragMode = 'orbit' | 'pan';

/** The eye of the viewer: Z-up orbit, fit, views along an axis. Knows nothing of parts. */
export class ViewerCamera {
  readonly camera = new PerspectiveCamera(FIELD_OF_VIEW, 1, 0.001, 100);
  readonly #controls: CameraControls;
  readonly #onChange: () => void;
  #points: readonly Vector3[] = [];
  #reducedMotion = false;
  /** What the picture was made to hold, until somebody moves the eye: it holds that whatever its shape becomes. */
  #held: HeldView | null = null;

  constructor(element: HTMLElement, onChange: () => void) {
    this.camera.up.set(0, 0, 1);
    this.#onChange = onChange;
    this.#controls = new CameraControls(this.camera, element);
    this.#controls.dollyToCursor = true;
    this.#controls.mouseButtons.middle = CameraControls.ACTION.TRUCK;
    this.#controls.mouseButtons.right = CameraControls.ACTION.TRUCK;
    for (const event of ['controlstart', 'control', 'transitionstart', 'wake'] as const) {
      this.#controls.addEventListener(event, onChange);
    }
    for (const event of ['controlstart', 'control'] as const) {
      this.#controls.addEventListener(event, () => (this.#held = null));
    }
    this.setReducedMotion(false);
  }

  /** Moves on by so many seconds; true while it is still moving. */
  update(deltaSeconds: number): boolean {
    return this.#controls.update(deltaSeconds);
  }

  /** Points of the whole model: what Home goes back to, and how near and far the eye may go. Looks at it at once. */
  setModel(points: readonly Vector3[]): void {
    this.#points = points;
    const sphere = new Box3().setFromPoints([...points]).getBoundingSphere(new Sphere());
    const radius = Math.max(sphere.radius, 1e-6);
    this.camera.near = radius * 0.01;
    this.camera.far = radius * 60;
    this.camera.updateProjectionMatrix();
    this.#controls.minDistance = radius * 0.05;
    this.#controls.maxDistance = radius * 25;
    this.#look({ towards: THREE_QUARTER, points, margin: FIT_MARGIN }, false);
  }

  setAspect(aspect: number): void {
    this.camera.aspect = aspect;
    this.camera.updateProjectionMatrix();
    if (this.#held) this.#look(this.#held, false);
    this.#onChange();
  }

  setReducedMotion(reduced: boolean): void {
    this.#reducedMotion = reduced;
    this.#controls.smoothTime = reduced ? 0 : MOTION_SECONDS;
    this.#controls.draggingSmoothTime = reduced ? 0 : 0.05;
  }

  setDragMode(mode: DragMode): void {
    const { ROTATE, TRUCK } = CameraControls.ACTION;
    this.#controls.mouseButtons.left = mode === 'orbit' ? ROTATE : TRUCK;
  }

  /** Brings the points (default: everything) into the picture; the direction of view stays. */
  fit(points: readonly Vector3[] = this.#points, margin = FIT_MARGIN): void {
    this.#look({ towards: this.#direction(), points, margin }, true);
  }

  /** Back to the three-quarter view of everything. */
  home(): void {
    this.#look({ towards: THREE_QUARTER, points: this.#points, margin: FIT_MARGIN }, true);
  }

  /** Looks along an axis; a second call from there looks from the other side. */
  viewFrom(axis: ViewAxis): void {
    const towards = new Vector3(Number(axis === 'X'), axis === 'Y' ? -1 : 0, Number(axis === 'Z'));
    if (this.#direction().dot(towards) > 0.999) towards.negate();
    this.#look({ towards, points: this.#points, margin: FIT_MARGIN }, true);
  }

  /** Degrees to the right and up. */
  rotate(right: number, up: number): void {
    this.#held = null;
    void this.#controls.rotate(right * MathUtils.DEG2RAD, -up * MathUtils.DEG2RAD, !this.#reducedMotion);
    this.#onChange();
  }

  /** Shares of the picture height to the right and up. */
  pan(right: number, up: number): void {
    this.#held = null;
    const height = 2 * Math.tan((FIELD_OF_VIEW / 2) * MathUtils.DEG2RAD) * this.#controls.distance;
    void this.#controls.truck(-right * height, up * height, !this.#reducedMotion);
    this.#onChange();
  }

  /** A factor above 1 goes nearer. */
  zoom(factor: number): void {
    this.#held = null;
    void this.#controls.dollyTo(this.#controls.distance / factor, !this.#reducedMotion);
    this.#onChange();
  }

  dispose(): void {
    this.#controls.dispose();
  }

  #direction(): Vector3 {
    const position = this.#controls.getPosition(new Vector3());
    return position.sub(this.#controls.getTarget(new Vector3())).normalize();
  }

  #look(view: HeldView, transition: boolean): void {
    const { towards, points, margin } = view;
    if (points.length === 0) return;
    this.#held = view;
    const up = Math.abs(towards.z) > 0.999 ? new Vector3(0, 1, 0) : new Vector3(0, 0, 1);
    const fovY = FIELD_OF_VIEW * MathUtils.DEG2RAD;
    const { target, distance } = fitView(points, towards, up, fovY, this.camera.aspect, margin);
    const position = towards.clone().multiplyScalar(distance).add(target);
    void this.#controls.setLookAt(
      position.x,
      position.y,
      position.z,
      target.x,
      target.y,
      target.z,
      transition && !this.#reducedMotion,
    );
    this.#onChange();
  }
}
