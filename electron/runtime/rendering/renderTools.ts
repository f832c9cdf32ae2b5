import type { Comparators } from '../contracts/comparators.ts';
import type { PictureServices } from '../contracts/pictureServices.ts';
import type { RenderBackend } from '../contracts/renderBackend.ts';

/** Pictures as an animation that needs no Blender. Paths are absolute. */
interface GifRequest {
  readonly frames: readonly string[];
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  /** 0..100 */
  readonly quality: number;
  readonly target: string;
}

/** What the services of this room work with. */
export interface RenderTools {
  /** Asked anew for each try: settings may change the backend meanwhile. */
  readonly backend: () => RenderBackend;
  readonly pictures: Pick<PictureServices, 'verify'>;
  /** Writes `target`. @throws AppError */
  readonly gif: (request: GifRequest) => Promise<unknown>;
  readonly describeVideo: Comparators['describeVideo'];
  /** Waits, or rejects with app.cancelled when the signal fires. */
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}
