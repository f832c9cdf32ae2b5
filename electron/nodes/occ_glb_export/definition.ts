import { z } from 'zod';
import { defineNode } from '../defineNode.ts';
import { input, output } from '../support/ports.ts';
import { hints } from '../support/settingHints.ts';

export const definition = defineNode({
  type: 'occ_glb_export',
  version: 1,
  label: 'Export GLB',
  description: 'Gives the model of the product as GLB, one node for every part.',
  category: 'cad',
  families: ['cad_file'],
  inputs: [
    input('cad', 'cad', 'The STEP file.', { label: 'CAD' }),
    input('manifest', 'manifest', 'When connected, the model must hold exactly these parts.', { required: false }),
  ],
  outputs: [
    output('glb', 'glb', 'The model, to go on working with.', 'GLB'),
    output('model', 'model', 'The same file, to be delivered.'),
  ],
  settings: z.strictObject({
    source: z
      .enum(['cached', 'rebuild'])
      .default('cached')
      .meta(
        hints({
          title: 'Source',
          description: 'Use the model made on import, which is quick, or mesh the STEP file again.',
          group: 'Source',
        }),
      ),
  }),
  contract: { publishes: 'never', artifactKind: null, effect: 'none' },
  resource: 'cpu',
  reads: ['cad'],
});
