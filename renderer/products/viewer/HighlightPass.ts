import {
  Color,
  DoubleSide,
  Group,
  MeshBasicMaterial,
  type PerspectiveCamera,
  Scene,
  ShaderMaterial,
  Vector2,
  WebGLRenderTarget,
  type WebGLRenderer,
} from 'three';
import { FullScreenQuad } from 'three/examples/jsm/postprocessing/Pass.js';
import { addDrawGroups } from './addDrawGroups.ts';
import { drawGroups } from './drawGroups.ts';
import type { ModelPart } from './loadModel.ts';

const OUTLINE_WIDTH = 1.6;

const vertexShader = /* glsl */ `
  varying vec2 at;
  void main() {
    at = uv;
    gl_Position = vec4(position.xy, 0.0, 1.0);
  }
`;

/** Colours every pixel that lies outside the silhouette but within the outline's width of it. */
const fragmentShader = /* glsl */ `
  uniform sampler2D mask;
  uniform vec2 reach;
  uniform vec3 tint;
  varying vec2 at;
  void main() {
    float inside = texture2D(mask, at).r;
    float near = 0.0;
    for (int i = 0; i < 12; i++) {
      float angle = float(i) * 0.5235988;
      vec2 step = vec2(cos(angle), sin(angle)) * reach;
      near = max(near, texture2D(mask, at + step).r);
      near = max(near, texture2D(mask, at + step * 0.5).r);
    }
    gl_FragColor = vec4(tint, clamp(near - inside, 0.0, 1.0));
    #include <colorspace_fragment>
  }
`;

/**
 * Draws an outline around parts, also where others hide them: their silhouette goes to a mask, and the mask's rim
 * over the picture. Costs nothing while no part is highlighted.
 */
export class HighlightPass {
  readonly #scene = new Scene();
  readonly #group = new Group();
  readonly #white = new MeshBasicMaterial({ color: new Color().setScalar(1), side: DoubleSide, toneMapped: false });
  readonly #mask = new WebGLRenderTarget(1, 1, { samples: 4, depthBuffer: false });
  readonly #quad: FullScreenQuad;
  readonly #outline: ShaderMaterial;
  readonly #size = new Vector2();
  readonly #clear = new Color();

  constructor(tint: Color) {
    this.#scene.add(this.#group);
    this.#outline = new ShaderMaterial({
      vertexShader,
      fragmentShader,
      uniforms: {
        mask: { value: this.#mask.texture },
        reach: { value: new Vector2() },
        tint: { value: tint },
      },
      transparent: true,
      depthTest: false,
      depthWrite: false,
      toneMapped: false,
    });
    this.#quad = new FullScreenQuad(this.#outline);
  }

  setParts(parts: readonly ModelPart[]): void {
    addDrawGroups(
      this.#group,
      drawGroups(parts, () => 'mask'),
      () => this.#white,
    );
  }

  setTint(tint: Color): void {
    this.#outline.uniforms['tint']!.value = tint;
  }

  /** Over what is on screen; leaves the renderer's state as it was. */
  render(renderer: WebGLRenderer, camera: PerspectiveCamera): void {
    if (this.#group.children.length === 0) return;
    renderer.getDrawingBufferSize(this.#size);
    this.#mask.setSize(this.#size.x, this.#size.y);
    const reach = OUTLINE_WIDTH * renderer.getPixelRatio();
    (this.#outline.uniforms['reach']!.value as Vector2).set(reach / this.#size.x, reach / this.#size.y);
    const { autoClear } = renderer;
    const alpha = renderer.getClearAlpha();
    renderer.getClearColor(this.#clear);
    renderer.setClearColor(new Color().setScalar(0), 0);
    renderer.setRenderTarget(this.#mask);
    renderer.render(this.#scene, camera);
    renderer.setRenderTarget(null);
    renderer.setClearColor(this.#clear, alpha);
    renderer.autoClear = false;
    this.#quad.render(renderer);
    renderer.autoClear = autoClear;
  }

  dispose(): void {
    addDrawGroups(this.#group, [], () => this.#white);
    this.#white.dispose();
    this.#outline.dispose();
    this.#mask.dispose();
    this.#quad.dispose();
  }
}
