import { z } from 'zod';
import { defineNode } from '../defineNode.ts';
import { output } from '../support/ports.ts';

export const definition = defineNode({
  type: 'resolve_step_path',
  version: 1,
  label: 'Resolve STEP',
  description: 'Gives the STEP file of the product, as it was when it was imported. Most CAD workflows start here.',
  category: 'input',
  families: ['cad_file'],
  inputs: [],
  outputs: [output('cad', 'cad', 'The kept STEP file.')],
  settings: z.strictObject({}),
  contract: { publishes: 'never', artifactKind: null, effect: 'none' },
  resource: 'cpu',
  reads: ['cad'],
});
