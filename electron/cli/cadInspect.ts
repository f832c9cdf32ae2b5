import { resolve } from 'node:path';
import type { CadInspection } from '../../shared/domain/cad.ts';
import type { CommandContext, CommandResult } from './commandContext.ts';

const TIME_LIMIT_SECONDS = 600;

function describe(inspection: CadInspection): string[] {
  const { min, max } = inspection.boundingBox;
  const size = max.map((value, axis) => `${((value - min[axis as 0 | 1 | 2]) * 1000).toFixed(1)}`).join(' x ');
  return [
    inspection.file,
    `  parts           ${inspection.parts}`,
    `  mesh nodes      ${inspection.meshNodes}`,
    `  unique keys     ${inspection.uniquePartKeys}`,
    `  meshes          ${inspection.meshes} (${inspection.triangles} triangles)`,
    `  dropped empties ${inspection.droppedEmpties}`,
    `  size            ${size} mm (unit of the file: ${inspection.unitsToMetres} m)`,
    ...inspection.problems.map((problem) => `  ${problem.severity}: ${problem.message} [${problem.code}]`),
    `  read in ${inspection.seconds.toFixed(1)} s`,
  ];
}

/** `cad inspect <STEP>`: what an import would find. Needs neither the data folder nor Blender. */
export async function cadInspect(context: CommandContext, step: string): Promise<CommandResult> {
  const { inspectStep } = await import('../services/inspectStep.ts');
  const inspection = await inspectStep({
    stepPath: resolve(context.workingFolder, step),
    workersFolder: context.paths.workers,
    timeLimitSeconds: TIME_LIMIT_SECONDS,
    signal: context.signal,
    onProgress: ({ message, fraction }) => context.progress.update(message, fraction),
  });
  return { document: inspection, lines: describe(inspection), error: null };
}
