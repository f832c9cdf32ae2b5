import type { SettingField } from '../settings/settingField.ts';
import type { SettingLibrary } from '../words/valueWords.ts';

interface ListedName {
  readonly value: string;
  readonly label: string;
  readonly hint?: string | undefined;
}

/** What a setting is chosen from. A value that is not among them is listed too, so that it can be seen what is set. */
export function listedNames(field: SettingField, { template, templates }: SettingLibrary, value: string): ListedName[] {
  const names = namesOf();
  if (value === '' || names.some((name) => name.value === value)) return names;
  return [{ value, label: value, hint: 'There is none of this name' }, ...names];

  function namesOf(): ListedName[] {
    if (field.kind === 'template') {
      return templates.map(({ id, name, description }) => ({ value: id, label: name, hint: description || undefined }));
    }
    if (field.kind !== 'camera' || template === null) return [...field.choices];
    const { cameras, defaultCamera } = template;
    return cameras.map(({ id, name }) => ({
      ...{ value: id, label: name },
      hint: id === defaultCamera ? `${id}, the default of ${template.name}` : id,
    }));
  }
}
