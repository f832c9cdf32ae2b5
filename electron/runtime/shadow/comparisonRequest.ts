import type { Thresholds } from '../../../shared/domain/comparison.ts';
import type { ArtifactKind } from '../../../shared/domain/outputType.ts';
import type { CoreFields } from '../../../shared/domain/run.ts';
import type { ComparedInputs } from '../../../shared/parity/compareConditions.ts';
import type { Comparators } from '../contracts/comparators.ts';
import type { Clock } from '../contracts/dispatch.ts';
import type { PartIndex } from '../contracts/renderServices.ts';
import type { InjectedFault } from '../contracts/engine.ts';

/** One side of a pair. */
export interface ComparedOutput {
  /** Absolute. */
  readonly path: string;
  /** As it was recorded when the file was made; null or empty = it was not. */
  readonly sha256: string | null;
  readonly core: Partial<CoreFields>;
  readonly inputs: ComparedInputs;
}

export interface ComparisonRequest {
  readonly kind: ArtifactKind;
  /** null = there is none. */
  readonly control: ComparedOutput | null;
  readonly candidate: ComparedOutput | null;
  readonly thresholds: Thresholds;
  /** Absolute; for the heat map, and for decoded frames while they are compared. */
  readonly folder: string;
  readonly signal: AbortSignal;
  readonly faults?: readonly InjectedFault[];
}

/** What is known of the parts in the picture of the control. */
export interface ControlParts {
  /** partKey -> name of its material, every part; null = the control does not say. */
  readonly materials: Readonly<Record<string, string>> | null;
  /** Where each of them is seen, and the names of those that have one. Costs a Blender. @throws AppError */
  index(): Promise<PartIndex & { readonly names: ReadonlyMap<string, string> }>;
}

export interface ComparisonTools {
  readonly comparators: Comparators;
  /** Every frame as a picture in `folder`, in order. */
  readonly decodeVideo: (path: string, folder: string) => Promise<string[]>;
  /** The canonical text. */
  readonly describeBlend: (path: string) => Promise<string[]>;
  readonly parts: ControlParts;
  readonly clock: Clock;
}
