import type { ExecuteNode } from '../../runtime/contracts/node.ts';
import { fileOf } from '../../runtime/contracts/portValues.ts';
import { requiredInput } from '../support/requiredInput.ts';

/** @throws AppError `cad.model_damaged`, `file.*` */
export const execute: ExecuteNode = async (context) => {
  const { services } = context;
  const glb = fileOf(requiredInput(context, 'glb', 'glb'), 'glb');
  const { path, triangles } = await services.cad.writeStl(glb.path, services.path('model.stl'));
  return {
    model: { type: 'model', data: { format: 'stl', triangles }, files: [await services.file('model', path)] },
  };
};
