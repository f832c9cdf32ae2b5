import type { ExecuteNode } from '../../runtime/contracts/node.ts';
import { facetOf } from '../support/facetOf.ts';

export const execute: ExecuteNode = async (context) => {
  const { name, articleNumber } = facetOf(context, 'product');
  const { engine, device, samples, seed, denoise } = facetOf(context, 'renderer');
  return {
    order_line: {
      type: 'order_line',
      data: {
        product: { name, articleNumber, cadSha256: facetOf(context, 'cad').sha256 },
        profile: facetOf(context, 'profile'),
        renderer: { engine, device, samples, seed, denoise },
      },
      files: [],
    },
  };
};
