import { AppError } from '../../../shared/errors/appError.ts';
import type { ExecuteNode } from '../../runtime/contracts/node.ts';
import type { ArtifactFile } from '../../runtime/contracts/portValues.ts';
import type { SettingsOf } from '../defineNode.ts';
import { renderPlan } from '../support/renderInputs.ts';
import type { definition } from './definition.ts';

/** @throws AppError `camera.unknown`, `template.missing_file`, `blender.*`, `media.undecodable` */
export const execute: ExecuteNode<SettingsOf<typeof definition>> = async (context) => {
  const { services, settings, job } = context;
  const { order, scene, conditions, origin } = renderPlan(context, settings);
  const { profile } = order;
  const turntable = {
    frames: settings.frames ?? profile.frames,
    degrees: settings.degrees ?? profile.degrees,
    direction: settings.direction ?? profile.direction,
  };
  const camera = settings.camera ?? profile.camera;
  const { frames, kept } = await services.render.turntable(job, { scene, conditions, camera, turntable });
  const [first] = frames;
  if (!first || frames.length !== turntable.frames) {
    throw new AppError('blender.output_missing', `${frames.length} of ${turntable.frames} frames are there.`);
  }
  if (kept > 0) context.log('info', `${kept} of ${frames.length} frames were there already and were kept.`);
  const files: ArtifactFile[] = [];
  for (const [index, frame] of frames.entries()) {
    files.push(await services.file(`frame_${String(index + 1).padStart(4, '0')}`, frame.path));
  }
  const { width, height } = conditions;
  const made = { actual: first.actual, origin };
  const data = { width, height, count: frames.length, fps: settings.fps ?? profile.fps, made };
  return { frames: { type: 'frames', data, files } };
};
