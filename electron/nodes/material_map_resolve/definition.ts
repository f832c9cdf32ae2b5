import { z } from 'zod';
import { MATERIAL_SOURCES } from '../../../shared/materials/assignMaterials.ts';
import { defineNode } from '../defineNode.ts';
import { inheritedSetting } from '../support/inheritedSetting.ts';
import { input, output } from '../support/ports.ts';
import { hints } from '../support/settingHints.ts';

export const definition = defineNode({
  type: 'material_map_resolve',
  version: 1,
  label: 'Resolve materials',
  description:
    "Gives every part its material: the order's override, else the product's material map, else a plastic in the " +
    'colour of the CAD file, else the default.',
  category: 'scene',
  families: ['order_line'],
  inputs: [
    input('order_line', 'order_line', 'Says whether one material was ordered for every part.'),
    input('manifest', 'manifest', 'The parts.'),
  ],
  outputs: [output('material_map', 'material_map', 'The material of every part.')],
  settings: z.strictObject({
    materialOverride: inheritedSetting(z.string().min(1), {
      ...{ title: 'Material override', group: 'Materials', widget: 'material' },
      description: 'Use this one material for every part.',
    }),
    resolutionOrder: z
      .array(z.enum(MATERIAL_SOURCES))
      .min(1)
      .refine((order) => new Set(order).size === order.length, 'Each source may be named once')
      .default([...MATERIAL_SOURCES])
      .meta({
        ...hints({
          ...{ title: 'Resolution order', group: 'Materials', widget: 'ordered_list' },
          description: 'The first source that has a material for a part wins; sources left out are not asked.',
        }),
        uniqueItems: true,
      }),
  }),
  contract: { publishes: 'never', artifactKind: null, effect: 'none' },
  resource: 'cpu',
  reads: ['rules', 'library'],
});
