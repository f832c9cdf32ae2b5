import { z } from 'zod';
import { defineNode } from '../defineNode.ts';
import { input, output } from '../support/ports.ts';
import { hints } from '../support/settingHints.ts';

export const definition = defineNode({
  type: 'cad_parity_check',
  version: 1,
  label: 'Check CAD parity',
  description:
    'Stops the workflow unless every part of the manifest is in the model exactly once, and in Blender too. ' +
    'Passes the model on.',
  category: 'cad',
  families: ['cad_file'],
  inputs: [
    input('manifest', 'manifest', 'The parts that there must be.'),
    input('glb', 'glb', 'The model to check.', { label: 'GLB' }),
  ],
  outputs: [output('glb', 'glb', 'The same model, checked.', 'GLB')],
  settings: z.strictObject({
    countInBlender: z
      .boolean()
      .default(true)
      .meta(
        hints({
          title: 'Count in Blender',
          description: 'Import the model into Blender as well and count what arrives there.',
          group: 'Check',
        }),
      ),
  }),
  contract: { publishes: 'never', artifactKind: null, effect: 'none' },
  resource: 'blender',
  reads: [],
});
