import { z } from 'zod';
import { defineNode } from '../defineNode.ts';
import { input, output } from '../support/ports.ts';
import { hints } from '../support/settingHints.ts';

export const definition = defineNode({
  type: 'auto_populate_materials',
  version: 1,
  label: 'Suggest materials',
  description:
    'Guesses materials from the names of parts: bolts become zinc, seals rubber, and so on. Off unless switched on, so ' +
    'that nothing is guessed unasked.',
  category: 'scene',
  families: ['order_line'],
  inputs: [
    input('material_map', 'material_map', 'The materials so far.'),
    input('manifest', 'manifest', 'The parts and their names.'),
  ],
  outputs: [output('material_map', 'material_map', 'The materials with the guesses in them.')],
  settings: z.strictObject({
    mode: z
      .enum(['off', 'fill_missing', 'replace'])
      .default('off')
      .meta(
        hints({
          title: 'Mode',
          description:
            'Change nothing; guess for parts that neither the material map nor an override names; or guess for all parts.',
          group: 'Materials',
        }),
      ),
  }),
  contract: { publishes: 'never', artifactKind: null, effect: 'none' },
  resource: 'cpu',
  reads: ['library'],
});
