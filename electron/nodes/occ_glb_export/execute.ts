import type { ExecuteNode, NodeContext } from '../../runtime/contracts/node.ts';
import { fileOf, type PortValue } from '../../runtime/contracts/portValues.ts';
import type { SettingsOf } from '../defineNode.ts';
import { connectedManifest, glbValue, importAgain } from '../support/cadValues.ts';
import { requiredInput } from '../support/requiredInput.ts';
import type { definition } from './definition.ts';

type Context = NodeContext<SettingsOf<typeof definition>>;

/** @throws AppError `product.no_cad`, `file.missing`, `cad.*` */
export const execute: ExecuteNode<SettingsOf<typeof definition>> = async (context) => {
  const cad = requiredInput(context, 'cad', 'cad');
  const manifest = await connectedManifest(context);
  const path = await modelOf(context, cad);
  const source = context.settings.source === 'cached' ? 'cached' : 'rebuilt';
  const glb = await glbValue(context, path, source, manifest);
  const { triangles } = await context.services.cad.countGlb(path);
  const file = { ...fileOf(glb, 'glb'), name: 'model' };
  return { glb, model: { type: 'model', data: { format: 'glb', triangles }, files: [file] } };
};

async function modelOf(context: Context, cad: PortValue<'cad'>): Promise<string> {
  if (context.settings.source === 'cached') return (await context.services.cad.glb()).path;
  const step = { path: fileOf(cad, 'step').path, fileName: cad.data.fileName };
  return (await importAgain(context, step)).glbPath;
}
