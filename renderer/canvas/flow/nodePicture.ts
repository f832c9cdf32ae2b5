import type { StepOutput } from '../../../shared/domain/run.ts';
import { artifactUrl } from '../../../shared/media/artifactUrl.ts';

const pictures: ReadonlySet<string> = new Set(['png', 'jpg', 'jpeg', 'webp']);
/** What of a result is looked at on the node: of a list of frames the first is enough. */
export function nodePicture(outputs: readonly StepOutput[]): { url: string; summary: string } | null {
  for (const { files, summary } of outputs) {
    const file = files.find(({ extension, url }) => url !== null && pictures.has(extension.toLowerCase()));
    if (file) return { url: artifactUrl(file), summary };
  }
  return null;
}
