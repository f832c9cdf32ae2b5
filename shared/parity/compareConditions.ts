import type { Comparison, ComparisonReason } from '../domain/comparison.ts';
import type { CoreFields } from '../domain/run.ts';

/** What was rendered from, by content. */
export interface ComparedInputs {
  readonly cadSha256: string;
  readonly templateSha256: string;
  readonly materialsSha256: string;
}

/** Conditions of a pair, and a reason for each that is not equal: such a pair is no evidence. */
export interface ComparedConditions {
  readonly conditions: Comparison['conditions'];
  readonly reasons: readonly ComparisonReason[];
}

type Row = readonly [field: string, words: string, code: ComparisonReason['code']];

const coreRows = [
  ['blenderVersion', 'Blender', 'conditions.blender_differs'],
  ['deviceUsed', 'device', 'conditions.device_differs'],
  ['engine', 'engine', 'conditions.engine_differs'],
  ['samples', 'samples', 'conditions.samples_differ'],
  ['seed', 'seed', 'conditions.seed_differs'],
  ['width', 'width', 'conditions.size_differs'],
  ['height', 'height', 'conditions.size_differs'],
  ['frames', 'number of frames', 'conditions.frames_differ'],
] as const satisfies readonly Row[];

const inputRows = [
  ['cadSha256', 'CAD file', 'conditions.inputs_differ'],
  ['templateSha256', 'template', 'conditions.inputs_differ'],
  ['materialsSha256', 'materials', 'conditions.inputs_differ'],
] as const satisfies readonly Row[];

const UNKNOWN = 'unknown';

/** A field that one side alone knows is not equal; one that neither has does not apply to this kind of output. */
export function compareConditions(control: Partial<CoreFields>, candidate: Partial<CoreFields>): ComparedConditions {
  return compareRows(coreRows, control, candidate);
}

export function compareInputs(control: ComparedInputs, candidate: ComparedInputs): ComparedConditions {
  return compareRows(inputRows, control, candidate);
}

/** Nobody reads 64 digits to see that they differ; `conditions` has them all. */
const spoken = (value: string): string => (/^[0-9a-f]{64}$/.test(value) ? `${value.slice(0, 12)}…` : value);

function compareRows<F extends string>(
  rows: readonly (readonly [F, string, ComparisonReason['code']])[],
  control: Partial<Record<F, string | number | null>>,
  candidate: Partial<Record<F, string | number | null>>,
): ComparedConditions {
  const conditions: Comparison['conditions'] = [];
  const reasons: ComparisonReason[] = [];
  for (const [field, words, code] of rows) {
    const one = String(control[field] ?? UNKNOWN);
    const other = String(candidate[field] ?? UNKNOWN);
    conditions.push({ field, control: one, candidate: other, equal: one === other });
    if (one === other) continue;
    reasons.push({ code, message: `Not the same ${words}: control ${spoken(one)}, candidate ${spoken(other)}.` });
  }
  return { conditions, reasons };
}
