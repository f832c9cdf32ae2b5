import type { ExecuteNode } from '../../runtime/contracts/node.ts';
import { fileOf } from '../../runtime/contracts/portValues.ts';
import type { SettingsOf } from '../defineNode.ts';
import { importAgain, manifestValue } from '../support/cadValues.ts';
import { requiredInput } from '../support/requiredInput.ts';
import type { definition } from './definition.ts';

/** @throws AppError `product.no_cad`, `file.missing`, `cad.*` */
export const execute: ExecuteNode<SettingsOf<typeof definition>> = async (context) => {
  const cad = requiredInput(context, 'cad', 'cad');
  if (context.settings.source === 'imported') {
    const { path, manifest } = await context.services.cad.manifest();
    return { manifest: await manifestValue(context, path, manifest) };
  }
  const step = { path: fileOf(cad, 'step').path, fileName: cad.data.fileName };
  const { manifestPath, manifest } = await importAgain(context, step);
  return { manifest: await manifestValue(context, manifestPath, manifest) };
};
