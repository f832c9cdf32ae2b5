import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/**
 * SHA-256 of the canonical JSON of a value: independent of the order of its fields.
 * @throws Error for what JSON cannot hold (NaN, a cycle)
 */
export function canonicalHash(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('Nothing was given that has a canonical form.');
  return createHash('sha256').update(text).digest('hex');
}
