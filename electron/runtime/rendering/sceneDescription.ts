import { AppError } from '../../../shared/errors/appError.ts';
import { DEFAULT_MATERIAL_ID } from '../../../shared/domain/material.ts';
import { cameraOf } from '../../../shared/templates/cameraOf.ts';
import type { SceneDescription } from '../contracts/renderBatch.ts';
import type { PictureConditions, ResolvedTemplate, SceneRequest } from '../contracts/renderServices.ts';
import { type BatchInput, batchInputPath } from '../contracts/writeBatch.ts';

/** A scene as a batch holds it, and the files that it names. */
export interface DescribedScene {
  readonly scene: SceneDescription;
  readonly inputs: readonly BatchInput[];
}

function templateScene({ value, blendPath }: ResolvedTemplate): SceneDescription['template'] {
  if (value.kind === 'studio' && value.studio) return { kind: 'studio', studio: value.studio };
  if (value.kind === 'blend' && value.blendSha256 && blendPath) {
    return { kind: 'blend', blend: batchInputPath(value.blendSha256, 'blend') };
  }
  throw new AppError('template.missing_file', `Template ${value.name} has no scene.`, {
    details: { template: value.id },
  });
}

/**
 * Pure. `camera`: the id of a preset, or null for the template's default.
 * @throws AppError `camera.unknown`, `template.missing_file`
 */
export function describeScene(request: SceneRequest, camera: string | null): DescribedScene {
  const { glb, template } = request;
  const preset = cameraOf(template.value, camera);
  const inScene = templateScene(template);
  const inputs: BatchInput[] = [{ sourcePath: glb.path, sha256: glb.sha256, extension: 'glb' }];
  if (template.value.blendSha256 && template.blendPath) {
    inputs.push({ sourcePath: template.blendPath, sha256: template.value.blendSha256, extension: 'blend' });
  }
  return {
    inputs,
    scene: {
      glb: batchInputPath(glb.sha256, 'glb'),
      materials: [...request.materials],
      assignments: { ...request.assignments },
      defaultMaterial: DEFAULT_MATERIAL_ID,
      template: inScene,
      // A .blend names its cameras; the presets of a studio say where one stands.
      camera: inScene.kind === 'studio' ? preset : { name: preset.name },
      fitMargin: template.value.fitMargin,
    },
  };
}

/** A foreign .blend and EEVEE each get a process of their own. */
export function needsOwnProcess({ scene }: DescribedScene, conditions: PictureConditions): boolean {
  return scene.template.kind === 'blend' || conditions.engine === 'eevee';
}
