import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { AppError } from '../../../shared/errors/appError.ts';
import { DEFAULT_MATERIAL_ID } from '../../../shared/domain/material.ts';
import type { CameraPreset } from '../../../shared/domain/template.ts';
import type { DispatchOrder } from '../contracts/dispatch.ts';
import type { RenderItem, SceneDescription } from '../contracts/renderBatch.ts';

/** Above this many pixel samples a person waits long enough to be glad of a quick small picture first. */
const PREVIEW_FROM_PIXEL_SAMPLES = 20_000_000;

export interface BatchInput {
  readonly sourcePath: string;
  readonly sha256: string;
  readonly extension: string;
}

export interface StillBatch {
  readonly item: Extract<RenderItem, { kind: 'still' }>;
  readonly inputs: readonly BatchInput[];
}

/**
 * The camera preset that the order asks for, or the template's default.
 * @throws AppError `camera.unknown`
 */
export function cameraOf(order: Pick<DispatchOrder, 'outputType' | 'template'>): CameraPreset {
  const template = order.template.value;
  const wanted = order.outputType.profile.camera ?? template.defaultCamera;
  const camera = template.cameras.find((candidate) => candidate.id === wanted);
  if (camera) return camera;
  const names = template.cameras.map((candidate) => candidate.id);
  throw new AppError('camera.unknown', `'${wanted}' is not a camera of template ${template.name}.`, {
    remedy: `Choose ${names.join(', ')}, or change the template.`,
    details: { camera: wanted, cameras: names },
  });
}

function templateScene(order: DispatchOrder): SceneDescription['template'] {
  const { value, blendPath } = order.template;
  if (value.kind === 'studio' && value.studio) return { kind: 'studio', studio: value.studio };
  if (value.kind === 'blend' && value.blendSha256 && blendPath) {
    return { kind: 'blend', blend: `inputs/${value.blendSha256}.blend` };
  }
  throw new AppError('template.missing_file', `Template ${value.name} has no scene.`, {
    details: { template: value.id },
  });
}

/** Whether the picture has no background. */
export function isTransparent(order: DispatchOrder): boolean {
  return order.outputType.profile.background === 'transparent' || (order.template.value.studio?.transparent ?? false);
}

/**
 * The job for Blender: one still, every condition said. Pure; `attempt` counts from 1 and makes each try's key its own.
 * @throws AppError `camera.unknown`, `template.missing_file`
 */
export function batchForOrder(order: DispatchOrder, attempt: number): StillBatch {
  const { profile, renderer } = order.outputType;
  const camera = cameraOf(order);
  const template = templateScene(order);
  const scene: SceneDescription = {
    glb: `inputs/${order.cad.glbSha256}.glb`,
    materials: [...order.materials],
    assignments: { ...order.assignments },
    defaultMaterial: DEFAULT_MATERIAL_ID,
    template,
    camera: template.kind === 'studio' ? camera : { name: camera.name },
    fitMargin: order.template.value.fitMargin,
  };
  const conditions = {
    engine: renderer.engine,
    device: order.device,
    samples: renderer.samples,
    seed: renderer.seed,
    denoise: renderer.denoise,
    width: profile.width,
    height: profile.height,
    transparent: isTransparent(order),
    threads: order.threads,
  };
  const decides = canonicalize({ run: order.runId, attempt, scene, conditions, blender: order.runtime.version });
  const inputs: BatchInput[] = [{ sourcePath: order.cad.glbPath, sha256: order.cad.glbSha256, extension: 'glb' }];
  if (template.kind === 'blend' && order.template.blendPath) {
    inputs.push({ sourcePath: order.template.blendPath, sha256: order.template.sha256, extension: 'blend' });
  }
  return {
    inputs,
    item: {
      kind: 'still',
      id: 'still',
      attemptKey: createHash('sha256').update(String(decides)).digest('hex'),
      limits: { wallSeconds: renderer.wallSeconds, silenceSeconds: renderer.silenceSeconds },
      scene,
      conditions,
      preview: profile.width * profile.height * renderer.samples > PREVIEW_FROM_PIXEL_SAMPLES,
    },
  };
}
