import { AppError } from '../../../shared/errors/appError.ts';
import type { ExecuteNode } from '../../runtime/contracts/node.ts';
import { fileOf } from '../../runtime/contracts/portValues.ts';
import type { SettingsOf } from '../defineNode.ts';
import { demandParity, requiredManifest } from '../support/cadValues.ts';
import { requiredInput } from '../support/requiredInput.ts';
import type { definition } from './definition.ts';

/** @throws AppError `cad.parity_failed`, `cad.model_damaged`, `blender.*` */
export const execute: ExecuteNode<SettingsOf<typeof definition>> = async (context) => {
  const { services, settings, job } = context;
  const glb = requiredInput(context, 'glb', 'glb');
  const { path, sha256 } = fileOf(glb, 'glb');
  const manifest = await requiredManifest(context);
  const counted = await services.cad.countGlb(path);
  const inModel = { name: 'the model', partKeys: counted.partKeys };
  demandParity(manifest, [inModel]);
  if (counted.meshNodes !== manifest.parts.length) {
    const nameless = counted.meshNodes - manifest.parts.length;
    throw new AppError('cad.parity_failed', `The model has ${nameless} mesh nodes without a part key.`, {
      details: { parts: manifest.parts.length, meshNodes: counted.meshNodes },
    });
  }
  context.log('info', `${counted.meshNodes} parts in the manifest and in the model, each exactly once.`);
  if (settings.countInBlender) {
    context.progress(0.2, 'Counting in Blender');
    const inBlender = { name: 'Blender', partKeys: await services.render.countParts(job, { path, sha256 }) };
    demandParity(manifest, [inModel, inBlender]);
    context.log('info', `${inBlender.partKeys.length} parts in Blender, each exactly once.`);
  }
  return { glb };
};
