import { z } from 'zod';
import { defineNode } from '../defineNode.ts';
import { output } from '../support/ports.ts';
import { renderInputs } from '../support/renderInputs.ts';
import { renderSettings } from '../support/renderSettings.ts';

export const definition = defineNode({
  type: 'blender_still',
  version: 1,
  label: 'Render still',
  description:
    'Renders one picture of the product in Blender. An order with several camera angles gives one sheet of them, ' +
    'unless a camera is set here.',
  category: 'render',
  families: ['order_line'],
  inputs: renderInputs,
  outputs: [output('image', 'image', 'The picture.')],
  settings: z.strictObject(renderSettings),
  contract: { publishes: 'unless_saved', artifactKind: 'still_image', effect: 'publish' },
  resource: 'blender',
  reads: [],
});
