import { AppError } from '../../../shared/errors/appError.ts';
import type { ExecuteNode } from '../../runtime/contracts/node.ts';
import type { SettingsOf } from '../defineNode.ts';
import { requiredInput } from '../support/requiredInput.ts';
import type { definition } from './definition.ts';

/** @throws AppError `template.unknown`, `template.missing_file` */
export const execute: ExecuteNode<SettingsOf<typeof definition>> = async (context) => {
  const { services, settings } = context;
  const order = requiredInput(context, 'order_line', 'order_line');
  const { value, sha256, blendPath } = services.templates.resolve(settings.templateId ?? order.data.profile.templateId);
  if (value.kind === 'blend' && blendPath === null) {
    throw new AppError('template.missing_file', `Template ${value.name} has no scene.`, {
      details: { template: value.id },
    });
  }
  const files = blendPath === null ? [] : [await services.file('blend', blendPath)];
  return { template: { type: 'template', data: { template: value, sha256 }, files } };
};
