import type { OutputType } from '../../../shared/domain/outputType.ts';
import type { RenderTemplate } from '../../../shared/domain/template.ts';
import type { SettingField, SettingValue } from './settingField.ts';

/**
 * What an order gives to a setting that nobody sets: its field of the same name, and the three that are named
 * differently. undefined = nothing that is known here.
 */
export function orderedValue(
  { name, from }: Pick<SettingField, 'name' | 'from'>,
  { profile, renderer, format }: OutputType,
  template: RenderTemplate | null,
): SettingValue | undefined {
  if (from !== 'order' && from !== 'output_type') return undefined;
  if (name === 'camera') return profile.camera ?? template?.defaultCamera;
  if (name === 'transparent') return profile.background === 'transparent' || (template?.studio?.transparent ?? false);
  if (name === 'format') return format;
  const values: Readonly<Record<string, SettingValue>> = { ...profile, ...renderer };
  return values[name];
}
