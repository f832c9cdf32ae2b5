import { AppError } from '../../shared/errors/appError.ts';
import type { OpenCascadeInstance } from '@bitbybit-dev/occt/bitbybit-dev-occt/bitbybit-dev-occt.js';

export type Occt = OpenCascadeInstance;

let loading: Promise<Occt> | undefined;

/**
 * The OpenCASCADE library (WebAssembly), loaded once per thread: about 0.3 s.
 * It may only be used in a worker thread, because its calls block and its memory never shrinks.
 * Errors: `cad.reader_failed` when the library cannot be loaded.
 */
export function loadOcct(): Promise<Occt> {
  loading ??= load();
  return loading;
}

async function load(): Promise<Occt> {
  try {
    const { default: initialise } = await import('@bitbybit-dev/occt/bitbybit-dev-occt/node.js');
    // The reader chats on standard output, where the command line prints its document.
    const silent = (): void => undefined;
    const occt = (await initialise({ module: { print: silent, printErr: silent } })) as Occt;
    // Its made-up names are positions in the file: they would change when a file is written anew.
    occt.XCAFDoc_ShapeTool.SetAutoNaming(false);
    return occt;
  } catch (cause) {
    throw new AppError('cad.reader_failed', 'The STEP reader could not be loaded.', {
      remedy: 'Install the application again: a file of the OpenCASCADE library is missing or damaged.',
      cause,
    });
  }
}
