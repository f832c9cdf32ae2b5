import type { Comparison, Thresholds } from '../../../shared/domain/comparison.ts';
import type { ArtifactKind } from '../../../shared/domain/outputType.ts';
import type { Judgement } from '../../../shared/parity/judgement.ts';

/** Absolute path, and the hash of what lies there. */
export interface HashedFile {
  readonly path: string;
  readonly sha256: string;
}

/** Two files that are there. */
export interface Pair {
  readonly kind: ArtifactKind;
  readonly control: HashedFile;
  readonly candidate: HashedFile;
  readonly thresholds: Thresholds;
  /** Absolute; exists. */
  readonly folder: string;
}

/** What the rungs of the ladder found that look into the files. */
export interface PairFindings {
  readonly judgement: Judgement;
  readonly metrics: Comparison['metrics'];
  /** Of the control and the candidate; null = they were not decoded to one picture. */
  readonly pixelHashes: readonly [string | null, string | null];
  /** Absolute path, or null = there is none. */
  readonly heatMap: string | null;
}

/** Name of the heat map in the pair's folder. */
export const HEAT_MAP = 'heat_map.png';
