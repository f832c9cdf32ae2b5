import { AppError } from '../../../shared/errors/appError.ts';
import type { ExecuteNode } from '../../runtime/contracts/node.ts';
import { facetOf } from '../support/facetOf.ts';

/** @throws AppError `product.no_cad`, `file.missing`; `cad.model_damaged` when the kept file is another one by now */
export const execute: ExecuteNode = async (context) => {
  const wanted = facetOf(context, 'cad');
  const { path, fileName } = await context.services.cad.step();
  const file = await context.services.file('step', path);
  if (file.sha256 !== wanted.sha256) {
    throw new AppError('cad.model_damaged', `The kept copy of ${fileName} is not what was imported.`, {
      details: { expected: wanted.sha256, found: file.sha256 },
    });
  }
  return { cad: { type: 'cad', data: { fileName, sha256: file.sha256, bytes: file.bytes }, files: [file] } };
};
