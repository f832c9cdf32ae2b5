import type { RunDetail, RunStep } from '../../../shared/domain/run.ts';
import { stepId } from '../../runs/lanes.ts';
import { stepSeconds, stepWord } from '../../runs/stepWords.ts';
import { formatDuration } from '../../ui/format.ts';
import type { ComparedRow } from './comparedRow.ts';

/**
 * How long each step took in two runs, in the order of the first, then what only the second has.
 * @param now milliseconds since 1970: where a step that still runs ends
 */
export function stepDurations(a: Pick<RunDetail, 'steps'>, b: Pick<RunDetail, 'steps'>, now: number): ComparedRow[] {
  const other = new Map(b.steps.map((step) => [stepId(step), step]));
  const first = new Set(a.steps.map(stepId));
  const pairs: [RunStep | undefined, RunStep | undefined][] = [
    ...a.steps.map((step): [RunStep, RunStep | undefined] => [step, other.get(stepId(step))]),
    ...b.steps.filter((step) => !first.has(stepId(step))).map((step): [undefined, RunStep] => [undefined, step]),
  ];
  const lanes = new Set(pairs.map(([left, right]) => (left ?? right)!.executor));
  return pairs.map(([left, right]) => {
    const step = (left ?? right)!;
    const seconds = [left, right].map((one) => (one === undefined ? null : secondsOf(one, now)));
    const [before = null, after = null] = seconds;
    return {
      key: stepId(step),
      // Control and observer have steps of the same names.
      label: lanes.size > 1 ? `${step.label}, ${step.executor}` : step.label,
      a: durationText(left, before),
      b: durationText(right, after),
      difference: before === null || after === null ? null : secondsDifference(after - before),
      differs: false,
      code: false,
    };
  });
}

/** What is reused costs nothing; what was skipped cannot be compared. */
function secondsOf(step: RunStep, now: number): number | null {
  if (step.state === 'reused') return 0;
  return step.state === 'skipped' ? null : stepSeconds(step, now);
}

/** Reused and skipped steps took no time to speak of: that they did not run says more. */
function durationText(step: RunStep | undefined, seconds: number | null): string | null {
  if (step === undefined) return null;
  if (seconds === null || step.state === 'reused' || step.state === 'skipped') return stepWord[step.state];
  return step.state === 'done' ? formatDuration(seconds) : `${stepWord[step.state]}, ${formatDuration(seconds)}`;
}

function secondsDifference(seconds: number): string {
  if (Math.abs(seconds) < 0.05) return '=';
  return `${seconds < 0 ? '\u2212' : '+'}${formatDuration(Math.abs(seconds))}`;
}
