import type { RunDetail, RunStep } from '../../shared/domain/run.ts';
import { describeComparison } from './describeComparison.ts';
import { seconds } from './seconds.ts';
import { table } from './table.ts';

/** In words why a graph did not deliver; null = it was not asked to, or it did. */
function fallbackLine(run: RunDetail): string | null {
  if (!run.fallback) return null;
  const { message, code } = run.fallback;
  const failed = run.steps.find((step) => step.executor === 'graph' && step.state === 'failed');
  const where = failed ? ` at ${failed.key}` : '';
  const outcome = run.state === 'delivered' ? 'Delivered by legacy' : 'Fell back to legacy';
  return `${outcome}. Graph failed${where}: ${message} (${code})`;
}

function duration({ startedAt, endedAt }: Pick<RunStep, 'startedAt' | 'endedAt'>): string {
  return startedAt && endedAt ? seconds((Date.parse(endedAt) - Date.parse(startedAt)) / 1000) : '';
}

function stepRows(run: RunDetail): string[] {
  const rows = run.steps.map((step) => [
    `  ${step.executor}`,
    step.key,
    step.state,
    duration(step),
    step.error ? `${step.error.message} [${step.error.code}]` : step.why,
  ]);
  return rows.length > 0 ? ['steps', ...table(rows)] : [];
}

function coreRows({ core }: RunDetail): string[] {
  const rows = [
    ['Blender', core.blenderVersion],
    ['device', core.deviceUsed],
    ['engine', core.engine],
    ['samples', core.samples],
    ['seed', core.seed],
    ['size', core.width === null ? null : `${core.width} x ${core.height}`],
    ['frames', core.frames],
    ['duration', core.durationSeconds === null ? null : seconds(core.durationSeconds)],
    ['output', core.outputPath],
    ['sha256', core.outputSha256],
  ] as const;
  return table(rows.flatMap(([name, value]) => (value === null ? [] : [[`  ${name}`, String(value)]])));
}

function observerLines({ observer }: RunDetail): string[] {
  if (!observer) return [];
  return [
    `observer ${observer.state}`,
    ...(observer.error ? [`  ${observer.error.message} [${observer.error.code}]`] : []),
    ...(observer.comparison ? describeComparison(observer.comparison) : []),
  ];
}

/** A run for people: what became of it and why, each step of both executors, and the comparison if there is one. */
export function describeRun(run: RunDetail): string[] {
  const workflow = run.workflow ? `workflow ${run.workflow.name}, revision ${run.workflow.revision}` : 'no workflow';
  const fallback = fallbackLine(run);
  return [
    `${run.number} ${run.state}  ${run.productName}, ${run.outputTypeName}`,
    `  mode ${run.mode}, ${workflow}, order line ${run.orderLineNumber}, attempt ${run.attempt}`,
    ...(fallback ? [fallback] : []),
    ...(run.error ? [`${run.error.message} [${run.error.code}]`] : []),
    ...coreRows(run),
    ...stepRows(run),
    ...observerLines(run),
  ];
}
