import type { CoreFields } from '../../shared/domain/run.ts';
import { formatBytes, formatDuration, formatPixels, formatTime } from '../ui/format.ts';

export interface CoreFieldRow {
  readonly label: string;
  /** Null = not known yet, or does not apply. */
  readonly value: string | null;
  /** Hashes and paths: monospaced, cut in the middle, copied whole. */
  readonly code: boolean;
}

const words = (...parts: (string | number | null)[]): string | null =>
  parts.some((part) => part !== null) ? parts.filter((part) => part !== null).join(', ') : null;

/** The core log fields in the order in which parity is judged. */
export function coreFieldRows(core: CoreFields): CoreFieldRow[] {
  const row = (label: string, value: string | null, code = false): CoreFieldRow => ({ label, value, code });
  const size = core.width !== null && core.height !== null ? formatPixels(core.width, core.height) : null;
  return [
    row('Order line', core.orderLine),
    row('Product', core.product),
    row('Output type', core.outputType),
    row('Workflow', core.workflowRevision ?? 'none'),
    row('Mode', core.mode),
    row('Executor', core.executor),
    row('Blender', core.blenderVersion),
    row('Runtime', core.blenderRuntime),
    row('Device used', core.deviceUsed),
    row('Engine', core.engine),
    row('Samples, seed', words(core.samples, core.seed)),
    row('Resolution', size),
    row('Frames', core.frames === null ? null : String(core.frames)),
    row('Start', core.startedAt === null ? null : formatTime(core.startedAt, true)),
    row('End', core.endedAt === null ? null : formatTime(core.endedAt, true)),
    row('Duration', core.durationSeconds === null ? null : formatDuration(core.durationSeconds)),
    row('Peak memory', core.peakMemoryBytes === null ? null : formatBytes(core.peakMemoryBytes)),
    row('Exit code', core.exitCode === null ? null : String(core.exitCode)),
    row('Output', core.outputPath, true),
    row('File hash', core.outputSha256, true),
    row('Pixel hash', core.pixelHash, true),
  ];
}
