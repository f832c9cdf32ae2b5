import { createHash } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import type { CadImportProgress, CadInspection, Manifest } from '../../shared/domain/cad.ts';
import { AppError } from '../../shared/errors/appError.ts';
import { BoundingBoxBuilder } from './boundingBoxBuilder.ts';
import { type CadImportJob, glbFileName, manifestFileName } from './cadWorkerProtocol.ts';
import { type FlatAssembly, flattenAssembly } from './flattenAssembly.ts';
import { buildManifest } from './manifest.ts';
import { countGlb, type GlbCounts } from './parity.ts';
import type { RawSurface } from './rawAssembly.ts';
import { readStep, type StepReading } from './readStep.ts';
import { type StepFacts, stepPrecheck } from './stepPrecheck.ts';
import { type Fineness, finenessFor, type TessellationSettings } from './tessellation.ts';
import { tooLargeToRead } from './tooLargeToRead.ts';
import { writeGlb } from './writeGlb.ts';

/** Part of every manifest: raise it when the same file would give other keys, meshes or names. */
const importer: Manifest['importer'] = { name: 'HartOMat STEP importer', version: '1' };

type Report = (progress: CadImportProgress) => void;

/**
 * STEP file -> `model.glb` + `manifest.json` in the job's folder. Runs in a worker thread: it blocks for seconds.
 * Errors: file.missing, file.unreadable, file.output_unwritable, file.disk_full and the cad.* codes of the catalogue.
 */
export async function importStep(
  job: CadImportJob,
  report: Report,
): Promise<{ manifest: Manifest; inspection: CadInspection }> {
  const started = performance.now();
  const fileName = basename(job.stepPath);
  report({ stage: 'check', fraction: 0, message: `Checking ${fileName}` });
  const content = await readSource(job.stepPath, fileName, job.sizeLimitBytes);
  const facts = stepPrecheck(content, fileName);
  report({ stage: 'read', fraction: 0.08, message: `Reading ${fileName}` });
  const reading = await readStep(facts.bytes, fileName);
  try {
    checkSolids(reading, facts, fileName);
    const flat = flattenAssembly(reading.roots, reading.prototypes, basename(fileName, extname(fileName)));
    const fineness = finenessOf(reading, flat, job.tessellation);
    const surfaces = tessellate(reading, fineness, report);
    const { manifest, meshes } = buildManifest({
      flat,
      prototypes: reading.prototypes,
      surfaces,
      source: {
        fileName,
        sha256: createHash('sha256').update(content).digest('hex'),
        bytes: content.byteLength,
        stepSchema: facts.schema,
      },
      importer,
      tessellation: {
        linearDeflection: Math.max(...fineness.map((one) => one?.linearDeflection ?? 0)) * 0.001,
        angularDeflection: job.tessellation.angularDeflection,
      },
      partUses: { inText: facts.partUses, read: flat.partUses },
      unitsToMetres: facts.unitsToMetres,
    });
    report({ stage: 'write', fraction: 0.92, message: 'Writing the model' });
    const glb = await writeGlb(manifest, meshes);
    const counts = countGlb(glb);
    checkParity(manifest, counts, fileName);
    await writeOutput(join(job.folder, glbFileName), glb);
    await writeOutput(join(job.folder, manifestFileName), JSON.stringify(manifest));
    report({ stage: 'write', fraction: 1, message: 'Done' });
    const seconds = Math.round(performance.now() - started) / 1000;
    return { manifest, inspection: inspect(job.stepPath, manifest, counts, seconds) };
  } finally {
    reading.close();
  }
}

async function readSource(path: string, fileName: string, sizeLimitBytes: number): Promise<Buffer> {
  try {
    const status = await stat(path);
    if (status.isDirectory()) throw new AppError('file.unreadable', `${path} is a folder, not a STEP file.`);
    if (!status.isFile()) throw new AppError('file.unreadable', `${path} is not a regular file.`);
    if (status.size > sizeLimitBytes) {
      throw tooLargeToRead(`${fileName} (${Math.round(status.size / 1e6)} MB)`);
    }
    return await readFile(path);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      throw new AppError('file.missing', `There is no file ${path}.`, { cause });
    }
    throw new AppError('file.unreadable', `${path} cannot be read${code ? ` (${String(code)})` : ''}.`, { cause });
  }
}

/** The reader reports success when it loses a body; the text of the file says how many there should be. */
function checkSolids(reading: StepReading, facts: StepFacts, fileName: string): void {
  const found = reading.prototypes.reduce((sum, prototype) => sum + prototype.solids, 0);
  if (found >= facts.solids) return;
  throw new AppError('cad.missing_solids', `${fileName} holds ${facts.solids} solids, but only ${found} can be read.`, {
    details: { expected: facts.solids, found },
  });
}

/** How fine each prototype is meshed; null where no part uses it. Millimetres. */
function finenessOf(reading: StepReading, flat: FlatAssembly, settings: TessellationSettings): (Fineness | null)[] {
  const product = new BoundingBoxBuilder();
  for (const { prototype, transform } of flat.parts) {
    const box = reading.prototypes[prototype]?.box;
    if (box) product.addTransformedBox(box, transform);
  }
  const used = new Set(flat.parts.map((part) => part.prototype));
  return reading.prototypes.map(({ box }, index) =>
    box && used.has(index) ? finenessFor(settings, Math.hypot(...box.size), product.diagonal()) : null,
  );
}

/** Meshes every prototype that a part uses, the report following the faces done. */
function tessellate(
  reading: StepReading,
  fineness: readonly (Fineness | null)[],
  report: Report,
): (RawSurface[] | null)[] {
  const facesOf = (index: number): number => (fineness[index] ? (reading.prototypes[index]?.faces ?? 0) : 0);
  const total = fineness.reduce((sum, _, index) => sum + facesOf(index), 0);
  let done = 0;
  return fineness.map((one, index) => {
    if (!one) return null;
    report({ stage: 'tessellate', fraction: 0.4 + (0.5 * done) / total, message: `Meshing ${done} of ${total} faces` });
    const surfaces = reading.mesh(index, one);
    done += facesOf(index);
    return surfaces;
  });
}

/** Parts = mesh nodes = unique keys, or nothing is written: a lost part must not go unseen. */
function checkParity(manifest: Manifest, counts: GlbCounts, fileName: string): void {
  const parts = manifest.parts.length;
  const uniquePartKeys = new Set(manifest.parts.map((part) => part.partKey)).size;
  const uniqueNodeKeys = new Set(counts.partKeys).size;
  if (parts === counts.meshNodes && parts === uniquePartKeys && parts === uniqueNodeKeys) return;
  throw new AppError('cad.reader_failed', `The model of ${fileName} does not hold every part exactly once.`, {
    details: { parts, meshNodes: counts.meshNodes, uniquePartKeys, uniqueNodeKeys },
  });
}

function inspect(file: string, manifest: Manifest, counts: GlbCounts, seconds: number): CadInspection {
  const partKeys = manifest.parts.map((part) => part.partKey);
  return {
    file,
    sha256: manifest.source.sha256,
    parts: manifest.parts.length,
    meshNodes: counts.meshNodes,
    uniquePartKeys: new Set(partKeys).size,
    meshes: counts.meshes,
    triangles: counts.triangles,
    droppedEmpties: manifest.droppedEmpties.length,
    unitsToMetres: manifest.unitsToMetres,
    boundingBox: manifest.boundingBox,
    partKeys,
    problems: manifest.problems,
    seconds,
  };
}

async function writeOutput(path: string, content: Uint8Array | string): Promise<void> {
  try {
    await writeFile(path, content);
  } catch (cause) {
    const full = cause instanceof Error && 'code' in cause && cause.code === 'ENOSPC';
    throw new AppError(full ? 'file.disk_full' : 'file.output_unwritable', `${path} cannot be written.`, { cause });
  }
}
