import { z } from 'zod';
import { defineNode } from '../defineNode.ts';
import { input, output } from '../support/ports.ts';

export const definition = defineNode({
  type: 'glb_bbox',
  version: 1,
  label: 'Measure bounding box',
  description: 'Measures the outer dimensions of the model, in metres, Z up.',
  category: 'cad',
  families: ['cad_file'],
  inputs: [input('glb', 'glb', 'The model.', { label: 'GLB' })],
  outputs: [output('bbox', 'bbox', 'Smallest and largest corner, and the size between them.', 'Bounding box')],
  settings: z.strictObject({}),
  contract: { publishes: 'never', artifactKind: null, effect: 'none' },
  resource: 'cpu',
  reads: [],
});
