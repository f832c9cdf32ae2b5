import { z } from 'zod';
import { defineNode } from '../defineNode.ts';
import { inheritedSetting } from '../support/inheritedSetting.ts';
import { input } from '../support/ports.ts';
import { hints } from '../support/settingHints.ts';

export const definition = defineNode({
  type: 'notify',
  version: 1,
  label: 'Notify',
  description: 'Tells that the output was delivered. Never speaks for an observed run.',
  category: 'output',
  families: ['cad_file', 'order_line'],
  inputs: [input('asset', 'asset', 'What was published.')],
  outputs: [],
  settings: z.strictObject({
    armed: z
      .boolean()
      .default(true)
      .meta(
        hints({
          title: 'Armed',
          description: 'Only an armed node notifies; switch it off to keep it in the workflow and silent.',
          group: 'Notification',
        }),
      ),
    message: inheritedSetting(z.string().trim().min(1).max(500), {
      ...{ title: 'Message', group: 'Notification', widget: 'multiline', from: 'built_in' },
      description: 'What is said; empty for the usual words.',
    }),
  }),
  contract: { publishes: 'never', artifactKind: null, effect: 'notify' },
  resource: 'cpu',
  reads: [],
});
