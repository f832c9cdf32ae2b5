import type { CoreFields } from '../../shared/domain/run.ts';
import { formatBytes, formatDuration, formatPixels, formatTime } from '../ui/format.ts';

export interface CoreFieldRow {
  readonly label: string;
  /** Null = not known yet, or does not apply. */
  readonly control: string | null;
  readonly candidate: string | null;
  /** null = says nothing about parity, or one side is not known. */
  readonly same: boolean | null;
  /** Hashes and paths: monospaced, cut in the middle, copied whole. */
  readonly code: boolean;
}

type Read = (core: Partial<CoreFields>) => string | null;

const known = <T>(value: T | null | undefined, format: (value: T) => string): string | null =>
  value === null || value === undefined ? null : format(value);

const words = (...parts: (string | number | null | undefined)[]): string | null => {
  const given = parts.filter((part) => part !== null && part !== undefined);
  return given.length === 0 ? null : given.join(', ');
};

/** Label, how it is read, whether both sides must agree for the pair to be evidence, whether it is an identifier. */
const fields: readonly (readonly [label: string, read: Read, judged: boolean, code?: boolean])[] = [
  ['Order line', (core) => core.orderLine ?? null, true],
  ['Product', (core) => core.product ?? null, true],
  ['Output type', (core) => core.outputType ?? null, true],
  ['Workflow', (core) => ('workflowRevision' in core ? (core.workflowRevision ?? 'none') : null), false],
  ['Mode', (core) => core.mode ?? null, false],
  ['Executor', (core) => core.executor ?? null, false],
  ['Blender', (core) => core.blenderVersion ?? null, true],
  ['Runtime', (core) => core.blenderRuntime ?? null, true],
  ['Device used', (core) => core.deviceUsed ?? null, true],
  ['Engine', (core) => core.engine ?? null, true],
  ['Samples, seed', (core) => words(core.samples, core.seed), true],
  ['Resolution', (core) => (core.width && core.height ? formatPixels(core.width, core.height) : null), true],
  ['Frames', (core) => known(core.frames, String), true],
  ['Start', (core) => known(core.startedAt, (iso) => formatTime(iso, true)), false],
  ['End', (core) => known(core.endedAt, (iso) => formatTime(iso, true)), false],
  ['Duration', (core) => known(core.durationSeconds, formatDuration), false],
  ['Peak memory', (core) => known(core.peakMemoryBytes, formatBytes), false],
  ['Exit code', (core) => known(core.exitCode, String), true],
  ['Output', (core) => core.outputPath ?? null, false, true],
  ['File hash', (core) => core.outputSha256 ?? null, true, true],
  ['Pixel hash', (core) => core.pixelHash ?? null, true, true],
];

/** The core log fields in the order in which parity is judged, control beside candidate where there is one. */
export function coreFieldRows(core: CoreFields, candidate: Partial<CoreFields> | null = null): CoreFieldRow[] {
  return fields.map(([label, read, judged, code = false]) => {
    const [left, right] = [read(core), candidate === null ? null : read(candidate)];
    const same = judged && left !== null && right !== null ? left === right : null;
    return { label, control: left, candidate: right, same, code };
  });
}
