import { z } from 'zod';
import { hints, type SettingHints } from './settingHints.ts';

/** A setting that is null until somebody sets it: until then the value comes from elsewhere, `order` unless said. */
export function inheritedSetting<T extends z.ZodType>(schema: T, words: SettingHints): z.ZodDefault<z.ZodNullable<T>> {
  return z
    .nullable(schema)
    .default(null)
    .meta(hints({ from: 'order', ...words }));
}
