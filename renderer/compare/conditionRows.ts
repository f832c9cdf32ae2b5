import type { Comparison } from '../../shared/domain/comparison.ts';
import { formatCounted, formatPixels } from '../ui/format.ts';

type Condition = Comparison['conditions'][number];

export interface ConditionRow extends Condition {
  readonly label: string;
  /** A hash: monospaced, cut in the middle. */
  readonly code: boolean;
}

const labels: Record<string, string> = {
  blenderVersion: 'Blender',
  deviceUsed: 'Device used',
  engine: 'Engine',
  samples: 'Samples',
  seed: 'Seed',
  width: 'Width',
  height: 'Height',
  frames: 'Frames',
  cadSha256: 'CAD file',
  templateSha256: 'Template',
  materialsSha256: 'Materials',
};

/** What a side says of a condition that it does not know. */
const UNKNOWN = 'unknown';

/** The conditions that apply to the pair, those that differ first. */
export function conditionRows(conditions: readonly Condition[]): ConditionRow[] {
  return conditions
    .filter((condition) => !condition.equal || condition.control !== UNKNOWN)
    .map((condition) => ({
      ...condition,
      label: labels[condition.field] ?? condition.field,
      code: condition.field.endsWith('Sha256'),
    }))
    .toSorted((one, other) => Number(one.equal) - Number(other.equal));
}

export interface Comparability {
  readonly comparable: boolean;
  readonly title: string;
  readonly text: string;
}

/** Whether a pair says anything about who made it, in a line: what both have in common, or what they have not. */
export function comparability(conditions: readonly Condition[]): Comparability {
  const rows = conditionRows(conditions);
  const unequal = rows.filter((row) => !row.equal);
  if (unequal.length > 0) {
    const list = unequal.map(({ label, code, control, candidate }) =>
      code ? `${label} differs` : `${label}: ${control} in the control, ${candidate} in the candidate`,
    );
    return { comparable: false, title: 'Not comparable.', text: `${list.join('; ')}.` };
  }
  if (rows.length === 0) return { comparable: true, title: 'Comparable.', text: 'No condition applies to this pair.' };
  return { comparable: true, title: 'Comparable.', text: `Same ${sameWords(rows).join(', ')}.` };
}

function sameWords(rows: readonly ConditionRow[]): string[] {
  const value = (field: string): string | null => rows.find((row) => row.field === field)?.control ?? null;
  const words = (field: string, say: (value: string) => string): string[] => {
    const known = value(field);
    return known === null ? [] : [say(known)];
  };
  const [width, height] = [value('width'), value('height')];
  return [
    ...words('cadSha256', () => 'CAD file'),
    ...words('templateSha256', () => 'template'),
    ...words('materialsSha256', () => 'materials'),
    ...words('seed', (seed) => `seed ${seed}`),
    ...words('deviceUsed', (device) => device),
    ...words('blenderVersion', (version) => `Blender ${version}`),
    ...words('engine', (engine) => engine),
    ...words('samples', (samples) => formatCounted(Number(samples), 'sample')),
    ...(width && height ? [formatPixels(Number(width), Number(height))] : []),
    ...words('frames', (frames) => formatCounted(Number(frames), 'frame')),
  ];
}
