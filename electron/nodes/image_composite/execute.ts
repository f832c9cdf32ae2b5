import { AppError } from '../../../shared/errors/appError.ts';
import type { ExecuteNode } from '../../runtime/contracts/node.ts';
import { fileOf } from '../../runtime/contracts/portValues.ts';
import type { SettingsOf } from '../defineNode.ts';
import { imageValue } from '../support/imageValue.ts';
import type { definition } from './definition.ts';

/** @throws AppError `node.input_missing`, `app.invalid_input`, `media.undecodable`, `file.*` */
export const execute: ExecuteNode<SettingsOf<typeof definition>> = async (context) => {
  const { services, settings, node } = context;
  const images = context.inputs('images', 'image');
  if (images.length === 0) {
    throw new AppError('node.input_missing', `Nothing is connected to the input 'images' of ${node.label}.`, {
      details: { node: node.id, port: 'images' },
    });
  }
  const sources = images.map((image) => fileOf(image, 'image').path);
  const composed = await services.pictures.compose({ ...settings, sources, target: services.path('composed.png') });
  // The pictures of one order share their conditions; the first that has any speaks for all.
  const made = images.map(({ data }) => data.made).find((one) => one !== null) ?? null;
  return { image: await imageValue(services, composed, made) };
};
