import { createHash } from 'node:crypto';
import type { BlenderRuntime } from '../../shared/domain/blenderRuntime.ts';

/** The id of a runtime: the same for the same program or description after each restart. */
export const runtimeId = (kind: BlenderRuntime['kind'], path: string): string =>
  createHash('sha256').update(`${kind}\0${path}`).digest('hex').slice(0, 16);
