import { z } from 'zod';
import { defineNode } from '../defineNode.ts';
import { output } from '../support/ports.ts';

export const definition = defineNode({
  type: 'order_line_setup',
  version: 1,
  label: 'Order line',
  description:
    'Gives what was ordered: the product, and the size, camera, samples and so on that the output type says. Most ' +
    'order workflows start here.',
  category: 'input',
  families: ['order_line'],
  inputs: [],
  outputs: [output('order_line', 'order_line', 'Product and conditions of the order line.')],
  settings: z.strictObject({}),
  contract: { publishes: 'never', artifactKind: null, effect: 'none' },
  resource: 'cpu',
  reads: ['product', 'cad', 'profile', 'renderer'],
});
