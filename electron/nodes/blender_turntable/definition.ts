import { z } from 'zod';
import { defineNode } from '../defineNode.ts';
import { output } from '../support/ports.ts';
import { renderInputs } from '../support/renderInputs.ts';
import { renderSettings, turntableSettings } from '../support/renderSettings.ts';

export const definition = defineNode({
  type: 'blender_turntable',
  version: 1,
  label: 'Render turntable',
  description:
    'Renders pictures from all around the product. Connect Encode video to make a video of them. An interrupted ' +
    'turntable goes on with the pictures that are there.',
  category: 'render',
  families: ['order_line'],
  inputs: renderInputs,
  outputs: [output('frames', 'frames', 'The pictures, in their order.')],
  settings: z.strictObject({ ...renderSettings, ...turntableSettings }),
  contract: { publishes: 'never', artifactKind: null, effect: 'none' },
  resource: 'blender',
  reads: [],
});
