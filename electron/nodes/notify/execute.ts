import type { ExecuteNode, PerformEffect } from '../../runtime/contracts/node.ts';
import type { SettingsOf } from '../defineNode.ts';
import { requiredInput } from '../support/requiredInput.ts';
import type { definition } from './definition.ts';

type Settings = SettingsOf<typeof definition>;

export const execute: ExecuteNode<Settings> = async (context) => {
  requiredInput(context, 'asset', 'asset');
  return {};
};

export const effect: PerformEffect<Settings> = async (context, _outputs, effects) => {
  if (context.settings.armed) await effects.notify(context.settings.message);
  else context.log('info', 'Not armed: nobody was notified.');
};
