import type { Inherited } from './inheritedValue.ts';
import type { SettingField } from '../settings/settingField.ts';
import { limitWords } from './readNumber.ts';
import { type SettingLibrary, valueWords } from '../words/valueWords.ts';

/** What a setting does, its limits, and what it is when nobody sets it. */
export function settingHelp(field: SettingField, inherited: Inherited | null, library: SettingLibrary): string {
  const numeric = field.kind === 'number' || field.kind === 'slider';
  const limits = numeric ? limitWords(field) : null;
  return [field.help, limits && `${sentence(limits)}.`, `${unsetWords(field, inherited, library)}.`]
    .filter(Boolean)
    .join(' ');
}

function unsetWords(field: SettingField, inherited: Inherited | null, library: SettingLibrary): string {
  if (inherited === null) return `Default ${valueWords(field, field.default, library)}`;
  if (field.from === null) return 'Default none';
  const known = inherited.value === undefined ? '' : `: ${valueWords(field, inherited.value, library)}`;
  return `Unless set, ${inherited.words.toLowerCase()}${known}`;
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
