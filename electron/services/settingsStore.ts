import { readFileSync, renameSync } from 'node:fs';
import { writeFileSync } from 'atomically';
import type { z } from 'zod';
import { type Settings, type settingsEditSchema, settingsSchema } from '../../shared/domain/settings.ts';
import { AppError } from '../../shared/errors/appError.ts';
import type { EventBus } from './eventBus.ts';

export interface SettingsStore {
  get(): Settings;
  /** @throws AppError `file.output_unwritable` and then keeps the old settings. */
  update(edit: z.infer<typeof settingsEditSchema>): Settings;
  /** Where a damaged file was put aside when this start met one, or null. */
  readonly keptAside: string | null;
}

function load(file: string, stamp: string): { settings: Settings; keptAside: string | null } {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return { settings: settingsSchema.parse({}), keptAside: null };
  }
  try {
    return { settings: settingsSchema.parse(JSON.parse(text)), keptAside: null };
  } catch {
    const keptAside = `${file}.damaged-${stamp}`;
    renameSync(file, keptAside);
    return { settings: settingsSchema.parse({}), keptAside };
  }
}

/** The settings file: read once, written atomically. A damaged one is kept aside and the defaults are used. */
export function openSettings(options: { file: string; events: EventBus; now: Date }): SettingsStore {
  const { file, events } = options;
  const loaded = load(file, options.now.toISOString().replace(/[:.]/g, '-'));
  let settings = loaded.settings;
  return {
    keptAside: loaded.keptAside,
    get: () => settings,
    update(edit) {
      const next = settingsSchema.parse({ ...settings, ...edit });
      try {
        writeFileSync(file, `${JSON.stringify(next, null, 2)}\n`);
      } catch (cause) {
        throw new AppError('file.output_unwritable', `The settings could not be written to ${file}.`, { cause });
      }
      settings = next;
      events.emit('settings:changed', { settings });
      return settings;
    },
  };
}
