import { z } from 'zod';
import { defineNode } from '../defineNode.ts';
import { input, output } from '../support/ports.ts';

export const definition = defineNode({
  type: 'stl_export',
  version: 1,
  label: 'Export STL',
  description: 'Writes the whole product as one binary STL in millimetres, Z up. Names and colours are left behind.',
  category: 'output',
  families: ['cad_file'],
  inputs: [input('glb', 'glb', 'The model.', { label: 'GLB' })],
  outputs: [output('model', 'model', 'The STL file.')],
  settings: z.strictObject({}),
  contract: { publishes: 'never', artifactKind: null, effect: 'none' },
  resource: 'cpu',
  reads: [],
});
