import { z } from 'zod';
import { artifactKindSchema } from '../../../shared/domain/outputType.ts';
import { defineNode } from '../defineNode.ts';
import { DELIVERABLE } from '../support/deliverable.ts';
import { inheritedSetting } from '../support/inheritedSetting.ts';
import { input, output } from '../support/ports.ts';
import { hints } from '../support/settingHints.ts';

export const definition = defineNode({
  type: 'output_save',
  version: 1,
  label: 'Save output',
  description:
    'Writes the file that is delivered, with its provenance in it, and publishes it to the product. The only node that ' +
    'publishes when it is there.',
  category: 'output',
  families: ['cad_file', 'order_line'],
  inputs: [
    input('artifact', DELIVERABLE, 'What is delivered.'),
    input('attachments', DELIVERABLE, 'What goes with it.', { required: false, multiple: true }),
    input('order_line', 'order_line', 'Names the file; without it, the product of the run does.', { required: false }),
  ],
  outputs: [output('asset', 'asset', 'What was published.')],
  settings: z.strictObject({
    expectedArtifact: artifactKindSchema.default('still_image').meta(
      hints({
        title: 'Expected artifact',
        description: 'What must arrive here; anything else is refused.',
        group: 'Output',
      }),
    ),
    format: inheritedSetting(z.enum(['png', 'jpg', 'webp', 'exr', 'mp4', 'webm', 'gif', 'blend', 'glb', 'stl']), {
      ...{ title: 'Format', group: 'Output', from: 'output_type' },
      description: 'Format of the file.',
    }),
    fileName: inheritedSetting(
      z
        .string()
        .max(120)
        .regex(/^[^\s./\\:*?"<>|][^/\\:*?"<>|\p{Cc}]*$/u, 'A file name has none of / \\ : * ? " < > | in it'),
      {
        ...{ title: 'File name', group: 'Output' },
        description: 'Without extension; empty for the article number and the code of the output type.',
      },
    ),
  }),
  contract: { publishes: 'always', artifactKind: null, effect: 'publish' },
  resource: 'cpu',
  // All that provenance is made of.
  reads: ['product', 'cad', 'profile', 'renderer', 'outputType', 'workflow'],
});
