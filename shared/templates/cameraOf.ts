import type { CameraPreset, RenderTemplate } from '../domain/template.ts';
import { AppError } from '../errors/appError.ts';

/**
 * The preset of that id; null = the template's default.
 * @throws AppError `camera.unknown` with those that there are
 */
export function cameraOf(template: RenderTemplate, id: string | null): CameraPreset {
  const wanted = id ?? template.defaultCamera;
  const camera = template.cameras.find((candidate) => candidate.id === wanted);
  if (camera) return camera;
  const names = template.cameras.map((candidate) => candidate.id);
  throw new AppError('camera.unknown', `'${wanted}' is not a camera of template ${template.name}.`, {
    remedy: `Choose ${names.join(', ')}, or change the template.`,
    details: { camera: wanted, cameras: names },
  });
}
