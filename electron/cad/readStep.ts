import { AppError } from '../../shared/errors/appError.ts';
import { loadOcct, type Occt } from './occt.ts';
import type { RawNode, RawPrototype, RawSurface } from './rawAssembly.ts';
import { readAssembly } from './readAssembly.ts';
import { measureShape } from './measureShape.ts';
import { meshShape } from './meshShape.ts';
import { tooLargeToRead } from './tooLargeToRead.ts';
import type { Fineness } from './tessellation.ts';

/** An open STEP model. Its shapes live in the memory of the library until `close`. */
export interface StepReading {
  /** One node for each free product; more than one when the file holds several. */
  readonly roots: readonly RawNode[];
  readonly prototypes: readonly RawPrototype[];
  /** Triangles of one prototype, by colour. Empty when the shape has no faces. */
  mesh(prototype: number, fineness: Fineness): RawSurface[];
  close(): void;
}

/**
 * Reads the bytes of a checked STEP file with OpenCASCADE. Blocks its thread for the length of the reading.
 * Errors: cad.syntax, cad.reader_failed, cad.too_large, cad.no_shape. After any error the thread must not be used again (the library may be
 * in an undefined state).
 */
export async function readStep(bytes: Uint8Array, fileName: string): Promise<StepReading> {
  const occt = await loadOcct();
  try {
    const document = transfer(occt, bytes, fileName);
    const { roots, leaves } = readAssembly(occt, document);
    const prototypes = leaves.map((leaf) => measureShape(occt, leaf.shape));
    if (!prototypes.some((prototype) => prototype.faces > 0)) {
      throw new AppError('cad.no_shape', `${fileName} has no solid or surface geometry.`);
    }
    return {
      roots,
      prototypes,
      mesh: (index, fineness) => {
        const leaf = leaves[index];
        if (!leaf) throw new RangeError(`There is no prototype ${index}.`);
        return guarded(fileName, () => meshShape(occt, leaf, fineness));
      },
      close: () => {
        for (const leaf of leaves) leaf.shape.delete();
        document.delete();
      },
    };
  } catch (thrown) {
    throw asReaderError(thrown, fileName);
  }
}

function transfer(occt: Occt, bytes: Uint8Array, fileName: string): InstanceType<Occt['TDocStd_Document']> {
  const path = '/model.step';
  occt.FS.writeFile(path, bytes);
  const reader = new occt.STEPCAFControl_Reader_1();
  const progress = new occt.Message_ProgressRange_1();
  try {
    reader.SetColorMode(true);
    reader.SetNameMode(true);
    reader.SetLayerMode(false);
    reader.SetPropsMode(false);
    reader.SetGDTMode(false);
    reader.SetMatMode(false);
    reader.SetViewMode(false);
    if (reader.ReadFile(path) !== occt.IFSelect_ReturnStatus.IFSelect_RetDone) {
      throw new AppError('cad.syntax', `${fileName} cannot be parsed as STEP.`);
    }
    const format = new occt.TCollection_ExtendedString_1();
    const document = new occt.TDocStd_Document(format);
    const handle = new occt.Handle_TDocStd_Document_2(document);
    if (!reader.Transfer_1(handle, progress)) {
      throw new AppError('cad.no_shape', `${fileName} holds no product that could be read.`);
    }
    return document;
  } finally {
    progress.delete();
    reader.delete();
    occt.FS.unlink(path);
  }
}

function guarded<T>(fileName: string, work: () => T): T {
  try {
    return work();
  } catch (thrown) {
    throw asReaderError(thrown, fileName);
  }
}

/** The library throws bare numbers (C++ exceptions) and RangeErrors; neither means anything to a person. */
function asReaderError(thrown: unknown, fileName: string): AppError {
  if (thrown instanceof AppError) return thrown;
  if (thrown instanceof Error && /\bOOM\b|out of memory|memory access/i.test(thrown.message)) {
    return tooLargeToRead(fileName, thrown);
  }
  return new AppError('cad.reader_failed', `The STEP reader gave up on ${fileName}: its geometry is damaged.`, {
    details: { reader: thrown instanceof Error ? thrown.message : `exception ${String(thrown)}` },
    cause: thrown,
  });
}
