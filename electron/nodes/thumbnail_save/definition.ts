import { z } from 'zod';
import { defineNode } from '../defineNode.ts';
import { inheritedSetting } from '../support/inheritedSetting.ts';
import { input, output } from '../support/ports.ts';

const edge = z.number().int().min(16).max(2048);

export const definition = defineNode({
  type: 'thumbnail_save',
  version: 1,
  label: 'Save thumbnail',
  description:
    'Makes a picture small and shows it as the thumbnail of the product. An observed run leaves it as it is.',
  category: 'output',
  families: ['cad_file'],
  inputs: [input('image', 'image', 'The picture.')],
  outputs: [output('image', 'image', 'The small picture.')],
  settings: z.strictObject({
    width: inheritedSetting(edge, {
      ...{ title: 'Width', group: 'Picture', unit: 'px' },
      description: 'The thumbnail is no wider than this.',
    }),
    height: inheritedSetting(edge, {
      ...{ title: 'Height', group: 'Picture', unit: 'px' },
      description: 'The thumbnail is no higher than this.',
    }),
  }),
  contract: { publishes: 'never', artifactKind: null, effect: 'set_thumbnail' },
  resource: 'cpu',
  reads: ['profile'],
});
