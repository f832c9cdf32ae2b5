import type { StepOutput } from '../../../shared/domain/run.ts';
import { artifactUrl } from '../../../shared/media/artifactUrl.ts';

type KeptFile = StepOutput['files'][number];

/** How an output is looked at. Addresses are `media://`. */
export type ResultLook =
  | { readonly kind: 'picture'; readonly url: string }
  | { readonly kind: 'frames'; readonly urls: readonly string[] }
  | { readonly kind: 'video'; readonly url: string; readonly poster: string | null }
  | { readonly kind: 'model'; readonly url: string };

/** Formats that a window can draw. An .exr is a picture that it cannot. */
const pictures = ['png', 'jpg', 'jpeg', 'webp', 'gif'];
const videos = ['mp4', 'webm'];

const isPicture = (file: KeptFile): boolean => pictures.includes(file.extension);

/** null = its files can only be named: data, .blend, .stl and whatever else no window draws. */
export function lookOf({ type, files: all }: Pick<StepOutput, 'type' | 'files'>): ResultLook | null {
  const files = all.filter(({ url }) => url !== null);
  const drawn = files.filter(isPicture);
  if (type === 'frames' && drawn.length > 0) return { kind: 'frames', urls: byName(drawn).map(artifactUrl) };
  const video = files.find(({ extension }) => videos.includes(extension));
  const picture = drawn.find(({ name }) => name === 'file') ?? drawn[0];
  if (video) return { kind: 'video', url: artifactUrl(video), poster: picture ? artifactUrl(picture) : null };
  if (picture) return { kind: 'picture', url: artifactUrl(picture) };
  const model = files.find(({ extension }) => extension === 'glb');
  return model ? { kind: 'model', url: artifactUrl(model) } : null;
}

/** `frame_0010` comes after `frame_0009`, however many digits there are. */
function byName(files: readonly KeptFile[]): KeptFile[] {
  return [...files].sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
}
