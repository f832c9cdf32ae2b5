import { AppError, toErrorValue } from '../../../shared/errors/appError.ts';

/** A side of the pair that is there and cannot be taken for what it should be. */
export class OutputDamage extends Error {
  readonly side: 'control' | 'candidate';

  constructor(side: 'control' | 'candidate', message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'OutputDamage';
    this.side = side;
  }
}

/**
 * Errors that lie in the file and not in whoever reads it. `blender.scene_error` is what Blender makes of a .blend or a
 * video that it cannot open; the control is read by the same tool first.
 */
const inTheFile = new Set<string>([
  'media.undecodable',
  'media.video_damaged',
  'media.blend_damaged',
  'blender.output_truncated',
  'blender.scene_error',
  'file.missing',
]);

/** Reads both sides, the control first, and says whose fault it is when one cannot be read. */
export async function readBoth<T>(
  control: string,
  candidate: string,
  read: (path: string, side: 'control' | 'candidate') => Promise<T>,
): Promise<[T, T]> {
  return [await readSide('control', control, read), await readSide('candidate', candidate, read)];
}

async function readSide<T>(
  side: 'control' | 'candidate',
  path: string,
  read: (path: string, side: 'control' | 'candidate') => Promise<T>,
): Promise<T> {
  try {
    return await read(path, side);
  } catch (error) {
    const { code, message } = toErrorValue(error);
    if (error instanceof AppError && inTheFile.has(code)) throw new OutputDamage(side, message, error);
    throw error;
  }
}
