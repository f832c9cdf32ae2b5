import { z } from 'zod';
import { defineNode } from '../defineNode.ts';
import { input, output } from '../support/ports.ts';
import { hints } from '../support/settingHints.ts';

export const definition = defineNode({
  type: 'resolve_glb',
  version: 1,
  label: 'Resolve model',
  description: 'Gives the model of the ordered product and the list of its parts.',
  category: 'scene',
  families: ['order_line'],
  inputs: [input('order_line', 'order_line', 'Says which product was ordered.')],
  outputs: [
    output('glb', 'glb', 'The model: every part of the manifest exactly once.', 'GLB'),
    output('manifest', 'manifest', 'One entry for every part instance.'),
  ],
  settings: z
    .strictObject({
      source: z
        .enum(['cached', 'rebuild', 'file'])
        .default('cached')
        .meta(
          hints({
            title: 'Source',
            description: 'Use the model made on import, mesh the STEP file again, or take a file that is kept.',
            group: 'Source',
          }),
        ),
      fileSha256: z
        .string()
        .regex(/^[0-9a-f]{64}$/, 'A SHA-256 has 64 digits of 0-9 and a-f')
        .nullable()
        .default(null)
        .meta(
          hints({
            ...{ title: 'File', group: 'Source', widget: 'artifact' },
            description: 'SHA-256 of a GLB that HartOMat keeps; used with the source `file` alone.',
          }),
        ),
    })
    .refine(({ source, fileSha256 }) => source !== 'file' || fileSha256 !== null, {
      path: ['fileSha256'],
      message: 'The source `file` needs a file',
    }),
  contract: { publishes: 'never', artifactKind: null, effect: 'none' },
  resource: 'cpu',
  reads: ['cad'],
});
