import { isRecord } from '../isRecord.ts';
import type { Json } from './migrationLedger.ts';

/** The settings that a legacy value means, or null when it cannot be understood. */
export type ReadLegacyValue = (value: Json) => Record<string, Json> | null;

const wholeText = /^-?\d+(?:\.\d+)?$/;

/** A number, also as text. */
export function asNumber(value: unknown): number | null {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && wholeText.test(value.trim()) ? Number(value) : null;
}

/** true and false, also as text or 0 and 1. */
export function asFlag(value: unknown): boolean | null {
  if (!['boolean', 'number', 'string'].includes(typeof value)) return null;
  const text = String(value).trim().toLowerCase();
  if (['true', '1', 'yes', 'on'].includes(text)) return true;
  return ['false', '0', 'no', 'off'].includes(text) ? false : null;
}

export function asText(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

/** One of several spellings, without regard to case, spaces or hyphens. */
export function asWord<T extends string>(value: unknown, words: Readonly<Record<string, T>>): T | null {
  if (typeof value !== 'string') return null;
  const spelling = value
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_')
    .replace(/^\./, '');
  return Object.hasOwn(words, spelling) ? words[spelling]! : null;
}

/** `"1920x1080"`, `[1920, 1080]` or `{ width, height }`. */
export function asResolution(value: unknown): Record<string, Json> | null {
  const sides = Array.isArray(value)
    ? value
    : isRecord(value)
      ? Object.keys(value).length === 2
        ? [value.width, value.height]
        : []
      : String(value).split(/\s*[x×*]\s*/i);
  const [width, height] = sides.map(asNumber);
  return sides.length === 2 && width != null && height != null ? { width, height } : null;
}

/** The setting of this name, read in this way. */
export function setting<T extends Json>(name: string, read: (value: Json) => T | null): ReadLegacyValue {
  return (value) => {
    const meant = read(value);
    return meant === null ? null : { [name]: meant };
  };
}

export function wordSetting<T extends string>(name: string, words: Readonly<Record<string, T>>): ReadLegacyValue {
  return setting(name, (value) => asWord(value, words));
}
