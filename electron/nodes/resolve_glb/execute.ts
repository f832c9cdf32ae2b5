import { AppError } from '../../../shared/errors/appError.ts';
import type { ExecuteNode, NodeContext } from '../../runtime/contracts/node.ts';
import type { SettingsOf } from '../defineNode.ts';
import { glbValue, importAgain, manifestValue } from '../support/cadValues.ts';
import { requiredInput } from '../support/requiredInput.ts';
import type { definition } from './definition.ts';

type Context = NodeContext<SettingsOf<typeof definition>>;

/** @throws AppError `product.no_cad`, `file.missing`, `cad.*` */
export const execute: ExecuteNode<SettingsOf<typeof definition>> = async (context) => {
  requiredInput(context, 'order_line', 'order_line');
  if (context.settings.source === 'rebuild') {
    const { manifest, manifestPath, glbPath } = await importAgain(context, await context.services.cad.step());
    return {
      glb: await glbValue(context, glbPath, 'rebuilt', manifest),
      manifest: await manifestValue(context, manifestPath, manifest),
    };
  }
  const { manifest, path: manifestPath } = await context.services.cad.manifest();
  const { path, source } = await keptModel(context);
  return {
    glb: await glbValue(context, path, source, manifest),
    manifest: await manifestValue(context, manifestPath, manifest),
  };
};

async function keptModel({ services, settings }: Context): Promise<{ path: string; source: 'cached' | 'file' }> {
  if (settings.source !== 'file') return { path: (await services.cad.glb()).path, source: 'cached' };
  if (settings.fileSha256 === null) {
    throw new AppError('app.invalid_input', 'The source of the model is a file, but no file is chosen.');
  }
  return { path: (await services.cad.storedGlb(settings.fileSha256)).path, source: 'file' };
}
