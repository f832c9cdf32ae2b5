import type { RunStep } from '../../../shared/domain/run.ts';

interface KeptModel {
  readonly sha256: string;
  readonly bytes: number;
  /** What made it. */
  readonly step: string;
}

/** The GLB files that steps gave, each once, with the first that gave it. */
export function keptModels(steps: readonly Pick<RunStep, 'label' | 'outputs'>[]): KeptModel[] {
  const found = new Map<string, KeptModel>();
  for (const { label, outputs } of steps) {
    for (const { extension, sha256, bytes } of outputs.flatMap((output) => output.files)) {
      if (extension === 'glb' && !found.has(sha256)) found.set(sha256, { sha256, bytes, step: label });
    }
  }
  return [...found.values()];
}
