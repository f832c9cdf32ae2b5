import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import canonicalize from 'canonicalize';
import { AppError, fromErrorValue, toErrorValue } from '../../../shared/errors/appError.ts';
import type { RenderEvent } from '../contracts/renderBackend.ts';
import type { ItemResult, RenderItem } from '../contracts/renderBatch.ts';
import type { JobUse, RenderJob } from '../contracts/renderServices.ts';
import { type BatchInput, writeBatch } from '../contracts/writeBatch.ts';
import { itemFailure } from './itemFailure.ts';
import type { RenderTools } from './renderTools.ts';
import { retryDelay } from './retryPolicy.ts';
import { makeTryFolder } from './tryFolder.ts';
import { UseTally } from './useTally.ts';

type Without<T, K extends string> = T extends unknown ? Omit<T, K> : never;
/** An item as a service describes it: its key and its limits come from the job. */
type ItemPlan = Without<RenderItem, 'attemptKey' | 'limits'>;

interface BatchPlan {
  readonly items: readonly ItemPlan[];
  readonly inputs: readonly BatchInput[];
  readonly isolated: boolean;
  readonly onEvent: (event: RenderEvent) => void;
}

/** One try. */
export interface Attempt {
  /** From 1. */
  readonly number: number;
  /** Renders a batch in a folder of its own. One result per item, failed ones included; see RenderBackend for errors. */
  run(plan: BatchPlan): Promise<{ folder: string; results: readonly ItemResult[] }>;
}

const cancelled = (): AppError => new AppError('app.cancelled', 'The job was cancelled.');

function keyed(plan: ItemPlan, job: RenderJob, tryName: string): RenderItem {
  const decides = canonicalize({ plan, try: tryName, blender: job.runtime.version });
  const attemptKey = createHash('sha256').update(String(decides)).digest('hex');
  return { ...plan, attemptKey, limits: { ...job.limits } };
}

async function runBatch(
  tools: RenderTools,
  job: RenderJob,
  options: { parent: string; plan: BatchPlan; isFirst: boolean; tally: UseTally },
): Promise<{ folder: string; results: readonly ItemResult[] }> {
  const { parent, plan, isFirst, tally } = options;
  const folder = await makeTryFolder(parent);
  const items = plan.items.map((item) => keyed(item, job, basename(folder)));
  const batch = await writeBatch({ folder, items, inputs: plan.inputs });
  tally.begin();
  const outcome = await tools.backend().run({
    batch,
    folder,
    runtime: job.runtime,
    priority: job.priority,
    // What failed in a warm process is tried again in one that has done nothing before.
    isolated: plan.isolated || !isFirst,
    signal: job.signal,
    onEvent: plan.onEvent,
  });
  tally.add(outcome);
  return { folder, results: outcome.results };
}

/**
 * Does `work` until it succeeds, in a fresh folder and a fresh Blender each time, as long as the class of the failure
 * allows it. `work` verifies what it made: only then it has succeeded. `parent`: where the folders of the tries lie.
 * @throws AppError the last failure; `app.cancelled`
 */
export async function untilVerified<T>(
  tools: RenderTools,
  job: RenderJob,
  parent: string,
  work: (attempt: Attempt) => Promise<T>,
): Promise<{ value: T; use: JobUse }> {
  const tally = new UseTally();
  for (let number = 1; ; number += 1) {
    if (job.signal.aborted) throw cancelled();
    const run: Attempt['run'] = (plan) => runBatch(tools, job, { parent, plan, isFirst: number === 1, tally });
    try {
      const value = await work({ number, run });
      const use = tally.total();
      job.sink.used?.(use);
      return { value, use };
    } catch (thrown) {
      const error = thrown instanceof AppError ? thrown : fromErrorValue(toErrorValue(thrown));
      const delay = retryDelay(error, number);
      if (delay === null || job.signal.aborted) throw thrown;
      job.sink.retried({ code: error.code, message: error.message }, number + 1, delay);
      await tools.pause(delay, job.signal);
    }
  }
}

/**
 * The result of an item that succeeded.
 * @throws AppError of the failure class that the result names
 */
export function demandSuccess(job: RenderJob, result: ItemResult | undefined): ItemResult {
  if (!result) throw new AppError('blender.protocol', 'Blender ended the job without a result.');
  if (!result.error && result.status === 'ok') return result;
  if (result.error?.traceback) job.sink.log('debug', 'blender', result.error.traceback);
  throw itemFailure(result.error ?? { class: 'internal', message: 'Blender failed without a reason.', traceback: '' });
}

/** @throws AppError `blender.output_missing` */
export function demandOutput(result: ItemResult, name: string): ItemResult['outputs'][number] {
  const output = result.outputs.find((candidate) => candidate.name === name);
  if (output) return output;
  throw new AppError('blender.output_missing', `Blender reported success without ${name}.`, {
    details: { outputs: result.outputs.length },
  });
}
