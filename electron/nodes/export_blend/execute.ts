import type { ExecuteNode } from '../../runtime/contracts/node.ts';
import type { SettingsOf } from '../defineNode.ts';
import { renderPlan } from '../support/renderInputs.ts';
import type { definition } from './definition.ts';

/** @throws AppError `camera.unknown`, `template.missing_file`, `blender.*`, `media.blend_damaged` */
export const execute: ExecuteNode<SettingsOf<typeof definition>> = async (context) => {
  const { services, settings, job } = context;
  const { order, scene, conditions, origin } = renderPlan(context, settings);
  const camera = settings.camera ?? order.profile.camera;
  const { compress } = settings;
  const { blend } = await services.render.exportBlend(job, { scene, conditions, camera, compress });
  return {
    blend: {
      type: 'blend',
      data: { parts: blend.parts, made: { actual: blend.actual, origin } },
      files: [await services.file('blend', blend.path), await services.file('canonical', blend.canonicalPath)],
    },
  };
};
