import type { InheritSource } from '../settings/settingField.ts';

/** Where a value comes from as long as nobody sets it. */
export const sourceWords: Readonly<Record<InheritSource, string>> = {
  order: 'From the output type',
  output_type: 'From the output type',
  template: 'From the template',
  input: 'From its input',
  built_in: 'The usual',
};
