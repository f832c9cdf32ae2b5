import type { ExecuteNode, PerformEffect } from '../../runtime/contracts/node.ts';
import { fileOf } from '../../runtime/contracts/portValues.ts';
import type { SettingsOf } from '../defineNode.ts';
import { facetOf } from '../support/facetOf.ts';
import { imageValue } from '../support/imageValue.ts';
import { outputOf } from '../support/outputOf.ts';
import { requiredInput } from '../support/requiredInput.ts';
import type { definition } from './definition.ts';

/** @throws AppError `media.undecodable`, `file.*` */
export const execute: ExecuteNode<SettingsOf<typeof definition>> = async (context) => {
  const { services, settings } = context;
  const image = requiredInput(context, 'image', 'image');
  const profile = facetOf(context, 'profile');
  const width = settings.width ?? profile.width;
  const height = settings.height ?? profile.height;
  const source = fileOf(image, 'image').path;
  const small = await services.pictures.resize({ source, target: services.path('thumbnail.png'), width, height });
  return { image: await imageValue(services, small, image.data.made) };
};

export const effect: PerformEffect = async (_context, outputs, effects) => {
  await effects.setThumbnail(outputOf(outputs, 'image', 'image'));
};
