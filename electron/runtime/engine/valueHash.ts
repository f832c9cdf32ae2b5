import type { PortValue } from '../contracts/portValues.ts';
import { canonicalHash } from './canonicalHash.ts';

/** Stands for a value by its content: its type, its data, and its files by hash. Where they lie makes no difference. */
export function valueHash(value: PortValue): string {
  const files = value.files
    .map(({ name, extension, sha256 }) => ({ name, extension, sha256 }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return canonicalHash({ type: value.type, data: value.data, files });
}
