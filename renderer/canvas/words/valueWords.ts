import type { Material } from '../../../shared/domain/material.ts';
import type { RenderTemplate } from '../../../shared/domain/template.ts';
import { formatNumber } from '../../ui/format.ts';
import type { SettingField, SettingValue } from '../settings/settingField.ts';

/** What names stand for. */
export interface SettingLibrary {
  readonly materials: readonly Pick<Material, 'id' | 'name'>[];
  readonly templates: readonly RenderTemplate[];
  /** The template whose cameras are chosen from; null = not known. */
  readonly template: RenderTemplate | null;
}

/** A value of a setting as people read it: `1 920 px`, `On`, `Three-quarter`. */
export function valueWords(field: SettingField, value: SettingValue, library: SettingLibrary): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'On' : 'Off';
  if (typeof value === 'number') return numberWords(value, field.unit);
  if (Array.isArray(value)) return value.map((one) => nameOf(field, String(one), library)).join(', ');
  return typeof value === 'string' ? nameOf(field, value, library) : JSON.stringify(value);
}

/** A degree sign stands close; other units keep their distance. */
function numberWords(value: number, unit: string | null): string {
  const text = formatNumber(value, Number.isInteger(value) ? 0 : 2);
  return unit === null ? text : `${text}${unit === '°' ? '' : '\u00a0'}${unit}`;
}

function nameOf(field: SettingField, value: string, { materials, templates, template }: SettingLibrary): string {
  const choice = field.choices.find((one) => one.value === value);
  if (choice) return choice.label;
  const list = { camera: template?.cameras, template: templates, material: materials }[field.kind as string];
  return list?.find(({ id }) => id === value)?.name ?? value;
}
