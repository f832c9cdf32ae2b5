import {
  type Box3,
  Color,
  Group,
  type LineSegments,
  MeshBasicMaterial,
  NeutralToneMapping,
  Quaternion,
  Raycaster,
  Scene,
  type Texture,
  Vector2,
  WebGLRenderer,
} from 'three';
import { AdaptiveResolution } from './AdaptiveResolution.ts';
import { CoarseModel } from './CoarseModel.ts';
import { HighlightPass } from './HighlightPass.ts';
import { MaterialCache, type PartLook } from './MaterialCache.ts';
import { PartPicker } from './PartPicker.ts';
import { RenderLoop } from './RenderLoop.ts';
import { ViewerCamera } from './ViewerCamera.ts';
import { addDrawGroups } from './addDrawGroups.ts';
import { createFloorGrid } from './createFloorGrid.ts';
import { type DrawGroup, drawGroups } from './drawGroups.ts';
import { framePoints } from './fitView.ts';
import type { LoadedModel, ModelPart } from './loadModel.ts';
import { createStudioEnvironment } from './studioEnvironment.ts';
import type { ViewerColors } from './viewerColors.ts';
import { webglKind } from './webglKind.ts';

const MAX_PIXEL_RATIO = 2;
/** A part is looked at among its neighbours. */
const SELECTION_MARGIN = 2;
/** Software rendering draws plainly first; once nothing happens for a moment, twice as fine, which smooths edges. */
const SETTLE_MILLISECONDS = 220;
const SETTLED_SCALE = 2;
/** A model of more triangles takes seconds in software; one picture of it is enough. */
const SETTLE_UP_TO_TRIANGLES = 500_000;
const NOTHING: ReadonlySet<string> = new Set();

export interface ModelViewEvents {
  /** The camera has turned; for the axis sign. */
  onTurned(orientation: Quaternion): void;
  /** The graphics driver took the picture away; the view must be made anew. */
  onLost(): void;
}

/**
 * Draws a model on a canvas: parts in their looks, selection outlined, others ghosted while some are isolated.
 * Plain three.js, no framework. Throws in the constructor when the machine has no WebGL.
 */
export class ModelView {
  readonly camera: ViewerCamera;
  readonly #renderer: WebGLRenderer;
  readonly #events: ModelViewEvents;
  readonly #scene = new Scene();
  readonly #model = new Group();
  readonly #tinted = new Group();
  readonly #coarse = new CoarseModel();
  readonly #materials = new MaterialCache();
  readonly #tint = new MeshBasicMaterial({
    transparent: true,
    opacity: 0.34,
    depthWrite: false,
    polygonOffset: true,
    polygonOffsetFactor: -1,
    polygonOffsetUnits: -1,
    toneMapped: false,
  });
  readonly #highlight: HighlightPass;
  readonly #loop: RenderLoop;
  readonly #environment: Texture;
  readonly #ray = new Raycaster();
  readonly #turned = new Quaternion(0, 0, 0, 0);
  #colors: ViewerColors;
  #floor: LineSegments | null = null;
  #groups: readonly DrawGroup[] = [];
  #loaded: LoadedModel | null = null;
  #picker = new PartPicker([]);
  #parts: ReadonlyMap<string, ModelPart> = new Map();
  #lookOf: (partKey: string) => PartLook = () => ({ kind: 'cad' });
  #selected: ReadonlySet<string> = NOTHING;
  #hovered: ReadonlySet<string> = NOTHING;
  #isolated: ReadonlySet<string> | null = null;
  #scale = 1;
  readonly #software = webglKind() === 'software';
  readonly #quality = new AdaptiveResolution(this.#software);
  #settleTimer: ReturnType<typeof setTimeout> | null = null;
  #settling = false;

  constructor(canvas: HTMLCanvasElement, colors: ViewerColors, events: ModelViewEvents) {
    if (webglKind() === 'none') throw new Error('This machine has no WebGL.');
    this.#events = events;
    this.#colors = colors;
    this.#renderer = new WebGLRenderer({ canvas, antialias: !this.#software, powerPreference: 'high-performance' });
    this.#renderer.toneMapping = NeutralToneMapping;
    this.#environment = createStudioEnvironment(this.#renderer);
    this.#scene.environment = this.#environment;
    this.#scene.add(this.#model, this.#tinted, this.#coarse.group);
    this.#tinted.renderOrder = 10;
    this.#highlight = new HighlightPass(new Color(colors.select));
    this.#loop = new RenderLoop((delta) => this.#draw(delta));
    this.camera = new ViewerCamera(canvas, () => this.#loop.request());
    canvas.addEventListener('webglcontextlost', this.#onLost);
    this.setColors(colors);
  }

  /** Takes the model over and frees the one before. */
  setModel(model: LoadedModel | null): void {
    this.#freeModel();
    this.#loaded = model;
    this.#picker = new PartPicker(model?.parts ?? []);
    this.#parts = new Map((model?.parts ?? []).map((part) => [part.partKey, part]));
    if (model) {
      this.camera.setModel(framePoints(model.parts));
      this.#layFloor(model.box);
    }
    this.#rebuild();
  }

  setLooks(lookOf: (partKey: string) => PartLook): void {
    this.#lookOf = lookOf;
    this.#rebuild();
  }

  setIsolated(partKeys: ReadonlySet<string> | null): void {
    this.#isolated = partKeys;
    this.#rebuild();
  }

  setSelected(partKeys: ReadonlySet<string>): void {
    this.#selected = partKeys;
    this.#highlight.setParts(this.#partsOf(partKeys));
    this.#retint();
  }

  setHovered(partKeys: ReadonlySet<string>): void {
    // There a picture for every part that the pointer passes would come too late to mean anything.
    if (this.#software) return;
    this.#hovered = partKeys;
    this.#retint();
  }

  setColors(colors: ViewerColors): void {
    this.#colors = colors;
    this.#renderer.setClearColor(new Color(colors.background), 1);
    this.#tint.color = new Color(colors.select);
    this.#highlight.setTint(new Color(colors.select));
    if (this.#loaded) this.#layFloor(this.#loaded.box);
    this.#loop.request();
  }

  /** CSS pixels. */
  setSize(width: number, height: number): void {
    if (width < 1 || height < 1) return;
    this.#renderer.setPixelRatio(this.#pixelRatio());
    this.#renderer.setSize(width, height, false);
    this.camera.setAspect(width / height);
  }

  /** The part at this place of the canvas (0..1 from the left and top), or null. */
  pick(x: number, y: number): string | null {
    this.#ray.setFromCamera(new Vector2(x * 2 - 1, 1 - y * 2), this.camera.camera);
    return this.#picker.pick(this.#ray.ray, (part) => this.#isolated === null || this.#isolated.has(part.partKey));
  }

  /** Brings these parts into the picture; none = everything. */
  fit(partKeys: ReadonlySet<string>): void {
    const points = framePoints(this.#partsOf(partKeys));
    if (points.length === 0) this.camera.fit();
    else this.camera.fit(points, SELECTION_MARGIN);
  }

  dispose(): void {
    this.#loop.dispose();
    if (this.#settleTimer !== null) clearTimeout(this.#settleTimer);
    this.#renderer.domElement.removeEventListener('webglcontextlost', this.#onLost);
    this.camera.dispose();
    this.#freeModel();
    this.#highlight.dispose();
    this.#materials.dispose();
    this.#tint.dispose();
    this.#environment.dispose();
    this.#renderer.dispose();
    // The context itself, too: browsers keep only a few alive.
    this.#renderer.forceContextLoss();
  }

  readonly #onLost = (event: Event): void => {
    event.preventDefault();
    this.#events.onLost();
  };

  #partsOf(partKeys: ReadonlySet<string>): ModelPart[] {
    return [...partKeys].flatMap((key) => this.#parts.get(key) ?? []);
  }

  #rebuild(): void {
    this.#groups = drawGroups(this.#loaded?.parts ?? [], ({ partKey }, { color }) => {
      if (this.#isolated !== null && !this.#isolated.has(partKey)) return this.#materials.key({ kind: 'ghost' });
      const look = this.#lookOf(partKey);
      return this.#materials.key(look.kind === 'cad' ? { kind: 'cad', color } : look);
    });
    this.#coarse.forgetGroups();
    addDrawGroups(this.#model, this.#groups, (look) => this.#materials.material(look));
    this.#loop.request();
  }

  #retint(): void {
    const parts = this.#partsOf(new Set([...this.#selected, ...this.#hovered]));
    addDrawGroups(
      this.#tinted,
      drawGroups(parts, () => 'tint'),
      () => this.#tint,
    );
    this.#loop.request();
  }

  #layFloor(box: Box3): void {
    this.#liftFloor();
    if (box.isEmpty()) return;
    this.#floor = createFloorGrid(box, new Color(this.#colors.grid));
    this.#scene.add(this.#floor);
  }

  #liftFloor(): void {
    if (!this.#floor) return;
    this.#scene.remove(this.#floor);
    this.#floor.geometry.dispose();
    if (!Array.isArray(this.#floor.material)) this.#floor.material.dispose();
    this.#floor = null;
  }

  #freeModel(): void {
    addDrawGroups(this.#model, [], () => this.#tint);
    addDrawGroups(this.#tinted, [], () => this.#tint);
    this.#coarse.clear();
    this.#highlight.setParts([]);
    this.#liftFloor();
    this.#loaded?.dispose();
    this.#loaded = null;
  }

  #pixelRatio(): number {
    return Math.min(MAX_PIXEL_RATIO, window.devicePixelRatio) * this.#scale;
  }

  /** Whether this frame is the fine one; otherwise makes it come, when software draws. */
  #settle(moving: boolean): boolean {
    const now = this.#settling && !moving;
    this.#settling = false;
    const heavy = (this.#loaded?.triangles ?? 0) > SETTLE_UP_TO_TRIANGLES;
    if (!this.#software || heavy || now) return now;
    if (this.#settleTimer !== null) clearTimeout(this.#settleTimer);
    this.#settleTimer = setTimeout(() => {
      this.#settling = true;
      this.#loop.request();
    }, SETTLE_MILLISECONDS);
    return false;
  }

  /** Fine geometry at rest; in software a light stand-in while the camera moves. */
  #chooseDetail(moving: boolean): void {
    this.#coarse.hide();
    const coarse =
      moving &&
      this.#software &&
      this.#loaded !== null &&
      this.#coarse.show(this.#loaded, this.#groups, (look) => this.#materials.material(look));
    this.#model.visible = !coarse;
    // The tint lies on the fine surface and would flicker through the coarse one.
    this.#tinted.visible = !coarse;
  }

  #draw(deltaSeconds: number): boolean {
    const moving = this.camera.update(deltaSeconds);
    const coarse = this.#quality.next(deltaSeconds * 1000, moving);
    const scale = this.#settle(moving) ? SETTLED_SCALE : coarse;
    if (scale !== this.#scale) {
      this.#scale = scale;
      this.#renderer.setPixelRatio(this.#pixelRatio());
    }
    this.#chooseDetail(moving);
    this.#renderer.render(this.#scene, this.camera.camera);
    this.#highlight.render(this.#renderer, this.camera.camera);
    const { quaternion } = this.camera.camera;
    if (!quaternion.equals(this.#turned)) {
      this.#turned.copy(quaternion);
      this.#events.onTurned(quaternion.clone());
    }
    return moving;
  }
}
