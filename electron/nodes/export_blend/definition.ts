import { z } from 'zod';
import { defineNode } from '../defineNode.ts';
import { output } from '../support/ports.ts';
import { renderInputs } from '../support/renderInputs.ts';
import { renderSettings } from '../support/renderSettings.ts';
import { hints } from '../support/settingHints.ts';

const { camera, width, height, samples, seed, engine } = renderSettings;

export const definition = defineNode({
  type: 'export_blend',
  version: 1,
  label: 'Export .blend',
  description:
    'Saves the scene as a Blender file, ready to be rendered: parts under their keys, materials, camera and light.',
  category: 'render',
  families: ['order_line'],
  inputs: renderInputs,
  outputs: [output('blend', 'blend', 'The Blender file, and what it holds as text.')],
  settings: z.strictObject({
    compress: z
      .boolean()
      .default(true)
      .meta(
        hints({
          title: 'Compress',
          description: 'A smaller file that takes a little longer to save and to open.',
          group: 'File',
        }),
      ),
    ...{ camera, width, height, samples, seed, engine },
  }),
  contract: { publishes: 'unless_saved', artifactKind: 'blend_asset', effect: 'publish' },
  resource: 'blender',
  reads: [],
});
