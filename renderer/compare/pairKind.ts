import type { ArtifactKind } from '../../shared/domain/outputType.ts';
import { extensionOf, fileKind } from '../runs/fileKind.ts';

/**
 * How a pair can be looked at: pictures, films that are held at a frame, films that only run (a .gif cannot be held),
 * the scenes of two .blend files as text, or files that no window draws.
 */
export type PairKind = 'picture' | 'film' | 'loop' | 'scene' | 'file';

/** By the names of the files where they have one; both sides are of one kind, or the pair is no evidence. */
export function pairKind(fileNames: readonly (string | null)[], artifact: ArtifactKind): PairKind {
  if (artifact === 'blend_asset') return 'scene';
  const name = fileNames.find((each) => each !== null && extensionOf(each) !== '') ?? null;
  if (name !== null && extensionOf(name) === 'gif') return 'loop';
  const kind = fileKind(name, artifact);
  return kind === 'video' ? 'film' : kind;
}
