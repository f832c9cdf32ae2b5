import type { ResultParts } from '../contracts/engine.ts';
import { canonicalHash } from './canonicalHash.ts';

/** The name under which the outputs of a node are kept: the hash of all that decides them. */
export function resultKey(parts: ResultParts): string {
  return canonicalHash(parts);
}
