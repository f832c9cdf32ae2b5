import type { BlenderRuntime } from '../../shared/domain/blenderRuntime.ts';
import { AppError } from '../../shared/errors/appError.ts';

export type BlenderProblemCode = 'blender.not_found' | 'blender.not_blender' | 'blender.too_old' | 'blender.broken';

/** The oldest Blender that our scripts run on. */
const OLDEST = [4, 2] as const;

/** A runtime that cannot be used, and why. `version` where it is known. */
export function unusable(
  runtime: BlenderRuntime,
  code: BlenderProblemCode,
  message: string,
  version = '',
): BlenderRuntime {
  return { ...runtime, version, usable: false, problem: new AppError(code, message).toValue() };
}

/** The runtime with its version: usable, unless that is too old for our scripts. `path` is named in the message. */
export function withVersion(runtime: BlenderRuntime, version: string, path: string): BlenderRuntime {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]))
    return unusable(
      runtime,
      'blender.too_old',
      `${path} is Blender ${version}; ${OLDEST.join('.')} or later is needed.`,
      version,
    );
  return { ...runtime, version, usable: true, problem: null };
}
