import { describe, expect, it } from 'vitest';
import { settingsEditSchema, settingsSchema } from '../../../shared/domain/settings.ts';

describe('an edit of the settings', () => {
  it('holds what was changed and nothing else, so that it resets nothing', () => {
    expect(settingsEditSchema.parse({ threads: 8 })).toEqual({ threads: 8 });
    expect(settingsEditSchema.parse({ blenderRuntimeId: null })).toEqual({ blenderRuntimeId: null });
    expect(settingsEditSchema.parse({})).toEqual({});
  });

  it('keeps to the limits of the settings and can change each of them but the version', () => {
    expect(settingsEditSchema.safeParse({ blenderSlots: 9 }).success).toBe(false);
    const { schemaVersion, ...editable } = settingsSchema.parse({});
    expect(schemaVersion).toBe(1);
    expect(settingsEditSchema.parse(editable)).toEqual(editable);
  });
});
