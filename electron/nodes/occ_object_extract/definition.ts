import { z } from 'zod';
import { defineNode } from '../defineNode.ts';
import { input, output } from '../support/ports.ts';
import { hints } from '../support/settingHints.ts';

export const definition = defineNode({
  type: 'occ_object_extract',
  version: 1,
  label: 'Extract parts',
  description: 'Lists every part of the assembly with its key, name, place and colour.',
  category: 'cad',
  families: ['cad_file'],
  inputs: [input('cad', 'cad', 'The STEP file.', { label: 'CAD' })],
  outputs: [output('manifest', 'manifest', 'One entry for every part instance.')],
  settings: z.strictObject({
    source: z
      .enum(['imported', 'read_again'])
      .default('imported')
      .meta(
        hints({
          title: 'Source',
          description: 'Use the list made on import, which is quick, or read the STEP file again.',
          group: 'Source',
        }),
      ),
  }),
  contract: { publishes: 'never', artifactKind: null, effect: 'none' },
  resource: 'cpu',
  reads: ['cad'],
});
