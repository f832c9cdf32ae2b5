export interface SettingHints {
  readonly title: string;
  readonly description: string;
  readonly group: string;
  readonly widget?: string;
  readonly unit?: string;
  /** Where the value comes from as long as the setting is null. */
  readonly from?: 'order' | 'output_type' | 'template' | 'input' | 'built_in';
}

/** The words and hints of a setting, for `.meta()`. */
export function hints({ title, description, group, widget, unit, from }: SettingHints): Record<string, unknown> {
  return {
    ...{ title, description, 'x-group': group },
    ...(widget ? { 'x-widget': widget } : {}),
    ...(unit ? { 'x-unit': unit } : {}),
    ...(from ? { 'x-inherit': from } : {}),
  };
}
