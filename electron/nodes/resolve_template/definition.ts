import { z } from 'zod';
import { defineNode } from '../defineNode.ts';
import { inheritedSetting } from '../support/inheritedSetting.ts';
import { input, output } from '../support/ports.ts';

export const definition = defineNode({
  type: 'resolve_template',
  version: 1,
  label: 'Resolve template',
  description: 'Gives the template that the order names, or another one: camera, light and ground.',
  category: 'scene',
  families: ['order_line'],
  inputs: [input('order_line', 'order_line', 'Says which template was ordered.')],
  outputs: [output('template', 'template', 'The template, with its file when it is a .blend.')],
  settings: z.strictObject({
    templateId: inheritedSetting(z.string().min(1), {
      ...{ title: 'Template', group: 'Scene', widget: 'template' },
      description: 'Use this template instead of the ordered one.',
    }),
  }),
  contract: { publishes: 'never', artifactKind: null, effect: 'none' },
  resource: 'cpu',
  reads: ['library'],
});
