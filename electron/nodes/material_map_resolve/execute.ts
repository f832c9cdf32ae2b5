import { assignMaterials } from '../../../shared/materials/assignMaterials.ts';
import type { ExecuteNode } from '../../runtime/contracts/node.ts';
import type { SettingsOf } from '../defineNode.ts';
import { requiredManifest } from '../support/cadValues.ts';
import { facetOf } from '../support/facetOf.ts';
import { requiredInput } from '../support/requiredInput.ts';
import type { definition } from './definition.ts';

/** @throws AppError `material.unknown` */
export const execute: ExecuteNode<SettingsOf<typeof definition>> = async (context) => {
  const { materials } = context.services;
  const { materialOverride, resolutionOrder } = context.settings;
  const order = requiredInput(context, 'order_line', 'order_line');
  const { parts } = await requiredManifest(context);
  const data = assignMaterials(parts, {
    rules: facetOf(context, 'rules'),
    override: materialOverride ?? order.data.profile.materialOverride,
    order: resolutionOrder,
    known: materials.known(),
    ofColour: (color) => materials.ofColour(color),
  });
  const { unmatched } = data;
  if (unmatched.length > 0) context.log('info', `${unmatched.length} of ${parts.length} parts are in no material map.`);
  return { material_map: { type: 'material_map', data, files: [] } };
};
