import { extname, resolve } from 'node:path';
import type { ExecutionMode, OutputType } from '../../shared/domain/outputType.ts';
import type { RunDetail } from '../../shared/domain/run.ts';
import { AppError } from '../../shared/errors/appError.ts';
import type { Application } from '../app/application.ts';
import type { CommandContext, CommandResult } from './commandContext.ts';
import { describeRun } from './describeRun.ts';
import { findOutputType } from './findOutputType.ts';
import { findProduct } from './findProduct.ts';
import { findWorkflow } from './openWorkflow.ts';
import { followRuns } from './followRuns.ts';
import { withApplication } from './openApplication.ts';
import { type OutputFile, prepareOutputFile } from './outputFile.ts';

export interface RunOptions {
  readonly product?: string;
  readonly sample?: true;
  readonly outputType?: string;
  readonly executionMode: ExecutionMode;
  readonly out?: string;
  readonly fresh?: true;
  readonly injectFault: string;
}

async function productOf(context: CommandContext, application: Application, options: RunOptions): Promise<string> {
  if (options.product !== undefined) return findProduct(context, application, options.product);
  const { signal, progress } = context;
  const onProgress = (at: { message: string; fraction: number }): void => progress.update(at.message, at.fraction);
  return (await application.direct.sample({ signal, onProgress })).id;
}

async function outputTypeOf(
  application: Application,
  workflowId: string,
  code: string | undefined,
): Promise<OutputType> {
  if (code !== undefined) return findOutputType(application, code);
  const { outputTypeForWorkflow } = await import('../services/outputTypeForWorkflow.ts');
  const { config } = await application.handlers['workflows:get']({ id: workflowId, revision: null });
  const definitions = await application.handlers['nodes:list']();
  const catalogue = { get: (type: string) => definitions.find((definition) => definition.type === type) ?? null };
  return outputTypeForWorkflow(config, catalogue, await application.handlers['outputTypes:list']());
}

async function copyOut(application: Application, run: RunDetail, out: OutputFile): Promise<string> {
  const stored = run.outputUrl ? await application.resolveMedia(run.outputUrl) : null;
  if (!stored || !run.core.outputSha256) {
    throw new AppError('blender.output_missing', `Run ${run.number} was delivered, but its file is gone.`);
  }
  await out.copyFrom(stored.path, run.core.outputSha256);
  return out.path;
}

/** What `--json` prints of a run; `fallback` says whether legacy had to deliver. */
function documentOf(run: RunDetail, output: string | null): Record<string, unknown> {
  const { id, number, state, mode, core, steps, fallback, workflow, observer } = run;
  return {
    status: state,
    mode,
    executor: core.executor,
    fallback: fallback !== null,
    fallbackReason: fallback,
    workflow,
    run: { id, number, ...core },
    nodes: steps
      .filter((step) => step.executor === 'graph')
      .map(({ key, nodeType, state: nodeState, why, cpuSeconds, peakMemoryBytes, startedAt, endedAt, error }) => ({
        ...{ id: key, type: nodeType, state: nodeState, why, cpuSeconds, peakMemoryBytes, startedAt, endedAt, error },
      })),
    observer: observer && { state: observer.state, error: observer.error },
    comparison: observer?.comparison ?? null,
    output,
  };
}

async function runWith(
  context: CommandContext,
  application: Application,
  name: string,
  options: RunOptions,
): Promise<CommandResult> {
  const workflow = await findWorkflow(application, name);
  const outputType = await outputTypeOf(application, workflow.id, options.outputType);
  const out = options.out === undefined ? null : await prepareOutputFile(resolve(context.workingFolder, options.out));
  if (out && extname(out.path).toLowerCase() !== `.${outputType.format}`) {
    context.progress.say(`Note: ${out.path} will be a ${outputType.format.toUpperCase()} file.`);
  }
  const productId = await productOf(context, application, options);
  context.progress.say(`Running ${workflow.name} as ${outputType.code} in mode ${options.executionMode}`);
  const unfollow = followRuns(application, context.progress);
  const run = await application.direct
    .render({
      ...{ productId, outputTypeId: outputType.id, overrides: {}, signal: context.signal },
      workflow: { id: workflow.id, revision: null },
      mode: options.executionMode,
      reuse: options.fresh ? 'fresh' : 'allowed',
    })
    .finally(unfollow);
  const delivered = run.state === 'delivered';
  const output = delivered && out ? await copyOut(application, run, out) : null;
  const failure = run.error ?? new AppError('app.cancelled', `Run ${run.number} was ${run.state}.`).toValue();
  return { document: documentOf(run, output), lines: describeRun(run), error: delivered ? null : failure };
}

/** `run <workflow>`: orders one product as one output type and carries the order out now, in the mode that is asked for. */
export async function run(context: CommandContext, name: string, options: RunOptions): Promise<CommandResult> {
  const { parseInjectedFaults } = await import('../services/injectedFaults.ts');
  const faults = parseInjectedFaults(options.injectFault);
  return withApplication(context, (application) => runWith(context, application, name, options), undefined, { faults });
}
