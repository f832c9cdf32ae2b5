import { createHash } from 'node:crypto';
import type { BlenderRuntime } from '../../shared/domain/blenderRuntime.ts';

/**
 * A runtime of which nothing is known yet but where it is. Its id is the same for the same program or description after
 * each restart.
 */
export const blankRuntime = (
  kind: BlenderRuntime['kind'],
  path: string,
  origin: BlenderRuntime['origin'],
): BlenderRuntime => ({
  id: createHash('sha256').update(`${kind}\0${path}`).digest('hex').slice(0, 16),
  kind,
  version: '',
  executable: path,
  prefixArguments: [],
  environment: {},
  origin,
  usable: false,
  problem: null,
});
