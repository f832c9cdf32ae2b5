import { AppError } from '../../../shared/errors/appError.ts';
import { angleSheet } from '../../../shared/media/angleSheet.ts';
import type { ExecuteNode } from '../../runtime/contracts/node.ts';
import type { SettingsOf } from '../defineNode.ts';
import { imageValue } from '../support/imageValue.ts';
import { renderPlan } from '../support/renderInputs.ts';
import type { definition } from './definition.ts';

/** @throws AppError `camera.unknown`, `template.missing_file`, `blender.*`, `media.undecodable` */
export const execute: ExecuteNode<SettingsOf<typeof definition>> = async (context) => {
  const { services, settings, job } = context;
  const { order, scene, conditions, origin } = renderPlan(context, settings);
  const { angles, camera } = order.profile;
  const several = settings.camera === null && angles.length > 1;
  const cameras = several ? angles : [settings.camera ?? camera];
  const { pictures } = await services.render.stills(job, { scene, conditions, cameras });
  const [first] = pictures;
  if (!first) throw new AppError('blender.output_missing', 'Blender reported success without a picture.');
  const made = { actual: first.actual, origin };
  if (!several) return { image: await imageValue(services, first, made) };
  const sources = pictures.map((picture) => picture.path);
  const sheet = await services.pictures.compose({ ...angleSheet, sources, target: services.path('sheet.png') });
  return { image: await imageValue(services, sheet, made) };
};
