import type { ExecuteNode } from '../../runtime/contracts/node.ts';
import { fileOf } from '../../runtime/contracts/portValues.ts';
import { requiredInput } from '../support/requiredInput.ts';

/** @throws AppError `cad.model_damaged` */
export const execute: ExecuteNode = async (context) => {
  const glb = fileOf(requiredInput(context, 'glb', 'glb'), 'glb');
  return { bbox: { type: 'bbox', data: await context.services.cad.boundingBox(glb.path), files: [] } };
};
