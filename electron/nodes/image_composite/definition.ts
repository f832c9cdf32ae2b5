import { z } from 'zod';
import { angleSheet } from '../../../shared/media/angleSheet.ts';
import { defineNode } from '../defineNode.ts';
import { input, output } from '../support/ports.ts';
import { hints } from '../support/settingHints.ts';

export const definition = defineNode({
  type: 'image_composite',
  version: 1,
  label: 'Compose pictures',
  description: 'Makes one picture of several: beside each other as a sheet, or one over the other.',
  category: 'output',
  families: ['order_line'],
  inputs: [input('images', 'image', 'The pictures, in the order of the connections.', { multiple: true })],
  outputs: [output('image', 'image', 'The composed picture.')],
  settings: z.strictObject({
    mode: z
      .enum(['sheet', 'over'])
      .default(angleSheet.mode)
      .meta(
        hints({
          title: 'Mode',
          description: 'A sheet puts pictures beside each other; over puts equally large ones on top of each other.',
          group: 'Composition',
        }),
      ),
    columns: z
      .number()
      .int()
      .min(0)
      .max(100)
      .default(angleSheet.columns)
      .meta(
        hints({
          title: 'Columns',
          description: 'Of a sheet; 0 makes it as square as it can be.',
          group: 'Composition',
        }),
      ),
    gap: z
      .number()
      .int()
      .min(0)
      .max(1000)
      .default(angleSheet.gap)
      .meta(
        hints({
          ...{ title: 'Gap', group: 'Composition', unit: 'px' },
          description: 'Between and around the pictures of a sheet.',
        }),
      ),
    background: z
      .string()
      .regex(/^(#[0-9a-f]{6}|transparent)$/, 'A colour is written as #rrggbb in lower case, or transparent')
      .default(angleSheet.background)
      .meta(
        hints({
          ...{ title: 'Background', group: 'Composition', widget: 'colour' },
          description: 'Colour behind the pictures as #rrggbb, or `transparent`.',
        }),
      ),
  }),
  contract: { publishes: 'never', artifactKind: null, effect: 'none' },
  resource: 'cpu',
  reads: [],
});
