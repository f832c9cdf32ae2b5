import type { StepOutput } from '../../../shared/domain/run.ts';
import { nodePicture } from './nodePicture.ts';

/** The nodes that show a picture. As long as they are the same ones it is the set from before: nothing changes place. */
export function picturedNodes(
  ids: readonly string[],
  outputsOf: (nodeId: string) => readonly StepOutput[],
  before: ReadonlySet<string>,
): ReadonlySet<string> {
  const pictured = new Set(ids.filter((id) => nodePicture(outputsOf(id)) !== null));
  return pictured.size === before.size && [...pictured].every((id) => before.has(id)) ? before : pictured;
}
