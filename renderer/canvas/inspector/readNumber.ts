import { parseNumberText } from '../../ui/parseNumberText.ts';
import { formatNumber } from '../../ui/format.ts';
import type { SettingField } from '../settings/settingField.ts';

type Limits = Pick<SettingField, 'title' | 'min' | 'max' | 'integer' | 'unit'>;

/** `1 to 4 096`, `at least 0`; null = any number will do. */
export function limitWords({ min, max, integer }: Pick<Limits, 'min' | 'max' | 'integer'>): string | null {
  const words = (value: number): string => formatNumber(value, integer || Number.isInteger(value) ? 0 : 2);
  if (Number.isFinite(min) && Number.isFinite(max)) return `${words(min)} to ${words(max)}`;
  if (Number.isFinite(min)) return `at least ${words(min)}`;
  return Number.isFinite(max) ? `at most ${words(max)}` : null;
}

/** What was typed into a number: typed as such or computed, inside the limits, or what is wrong with it. */
export function readNumber(
  text: string,
  field: Limits,
): { readonly ok: true; readonly value: number } | { readonly ok: false; readonly problem: string } {
  const unit = field.unit ?? '';
  const bare = unit !== '' && text.trim().endsWith(unit) ? text.trim().slice(0, -unit.length) : text;
  const parsed = parseNumberText(bare);
  if (parsed === null) {
    return { ok: false, problem: `‘${text}’ is not a number. Type a number, or a calculation such as 128*2.` };
  }
  const value = field.integer ? Math.round(parsed) : parsed;
  if (value >= field.min && value <= field.max) return { ok: true, value };
  return { ok: false, problem: `${field.title} ${value} is outside the limits: ${limitWords(field) ?? 'any number'}.` };
}
