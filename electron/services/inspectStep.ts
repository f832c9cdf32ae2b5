import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CadImportProgress, CadInspection } from '../../shared/domain/cad.ts';
import { createCadImporter } from '../cad/cadImporter.ts';

/**
 * Reads a STEP file as an import does and keeps nothing: neither a data folder nor a database nor Blender is needed.
 * @throws AppError `cad.*`, `file.*`, `app.cancelled`
 */
export async function inspectStep(request: {
  stepPath: string;
  workersFolder: string;
  timeLimitSeconds: number;
  signal: AbortSignal;
  onProgress: (progress: CadImportProgress) => void;
}): Promise<CadInspection> {
  const { stepPath, workersFolder, timeLimitSeconds, signal, onProgress } = request;
  const importer = createCadImporter({ workersFolder, keepWarmMilliseconds: 0 });
  const folder = await mkdtemp(join(tmpdir(), 'hartomat-inspect-'));
  try {
    const { inspection } = await importer.import({ stepPath, outFolder: folder, timeLimitSeconds, signal, onProgress });
    return inspection;
  } finally {
    await importer.close();
    await rm(folder, { recursive: true, force: true });
  }
}
