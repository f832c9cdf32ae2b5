import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Notice } from '../../shared/domain/notice.ts';
import type { MediaAsset } from '../../shared/domain/media.ts';
import type { ExecutionMode, OutputType } from '../../shared/domain/outputType.ts';
import type { CoreFields, RunDetail } from '../../shared/domain/run.ts';
import { AppError } from '../../shared/errors/appError.ts';
import type { Application } from '../app/application.ts';
import type { CommandContext, CommandResult } from './commandContext.ts';
import { findOutputType } from './findOutputType.ts';
import { followRuns } from './followRuns.ts';
import { withApplication } from './openApplication.ts';

interface Check {
  readonly id: string;
  readonly passed: boolean;
  readonly message: string;
}

/** A Blender that is kept warm has not exited; not every system reports memory. */
const mayBeEmpty: readonly (keyof CoreFields)[] = ['exitCode', 'peakMemoryBytes'];

function check(id: string, passed: boolean, message: string): Check {
  return { id, passed, message };
}

async function outputCheck(application: Application, run: RunDetail, { profile }: OutputType): Promise<Check> {
  const stored = run.outputUrl ? await application.resolveMedia(run.outputUrl) : null;
  if (!stored) return check('output', false, 'there is no picture');
  const sha256 = createHash('sha256')
    .update(await readFile(stored.path))
    .digest('hex');
  const { width, height } = run.core;
  const size = width === profile.width && height === profile.height;
  const verifying = run.core.executor === 'graph' ? 'output_save' : 'verify_output';
  const verified = run.steps.some(
    ({ key, nodeType, state }) => (nodeType ?? key) === verifying && (state === 'done' || state === 'reused'),
  );
  const passed = size && verified && sha256 === run.core.outputSha256;
  return check('output', passed, `${width} x ${height}, ${verified ? 'verified' : 'not verified'}, sha256 ${sha256}`);
}

function assetCheck(assets: readonly MediaAsset[], run: RunDetail): Check {
  const own = assets.filter((asset) => asset.runId === run.id);
  const passed = own.length === 1 && own[0]?.id === run.mediaAssetId && own[0].sha256 === run.core.outputSha256;
  return check('media_asset', passed, own.map((asset) => asset.fileName).join(', ') || 'none was published');
}

function noticeCheck(notices: readonly Notice[], shown: readonly string[], run: RunDetail): Check {
  const own = notices.filter((notice) => notice.runId === run.id && notice.kind === 'delivered');
  const passed = own.length === 1 && shown.includes(own[0]?.title ?? '');
  return check('notification', passed, own[0]?.title ?? 'none was added');
}

function coreFieldsCheck({ core, workflow }: RunDetail): Check {
  const names = Object.keys(core) as (keyof CoreFields)[];
  const allowed = workflow ? mayBeEmpty : [...mayBeEmpty, 'workflowRevision'];
  const empty = names.filter((name) => !allowed.includes(name) && (core[name] === null || core[name] === ''));
  const message = empty.length === 0 ? `${names.length} recorded` : `empty: ${empty.join(', ')}`;
  return check('core_fields', empty.length === 0, message);
}

interface Expected {
  readonly outputType: OutputType;
  readonly shown: readonly string[];
  readonly mode: ExecutionMode;
}

/** What really delivered: the graph in mode graph, else legacy; a fallback is a failure here. */
function executorCheck(run: RunDetail, mode: ExecutionMode): Check {
  const wanted = mode === 'graph' ? 'graph' : 'legacy';
  const passed = run.core.executor === wanted && run.fallback === null;
  const reason = run.fallback ? `fell back: ${run.fallback.message}` : 'no fallback';
  return check('executor', passed, `${run.core.executor}, ${reason}`);
}

/** A shadow run is proven by its comparison. */
function comparisonCheck({ observer }: RunDetail): Check {
  const comparison = observer?.comparison;
  if (!comparison) return check('comparison', false, observer ? `observer ${observer.state}` : 'there was no observer');
  const reasons = comparison.reasons.map((reason) => reason.code).join(', ');
  return check('comparison', comparison.verdict === 'pass', `${comparison.verdict}: ${reasons}`);
}

async function checksOf(application: Application, run: RunDetail, expected: Expected): Promise<Check[]> {
  const { handlers } = application;
  const delivered = run.state === 'delivered' && run.mode === expected.mode;
  return [
    check('status', delivered, `${run.number} ${run.state}, mode ${run.mode}`),
    executorCheck(run, expected.mode),
    await outputCheck(application, run, expected.outputType),
    assetCheck(await handlers['media:list']({ productId: run.productId }), run),
    noticeCheck(await handlers['notices:list'](), expected.shown, run),
    coreFieldsCheck(run),
    ...(expected.mode === 'shadow' ? [comparisonCheck(run)] : []),
  ];
}

/** The rollout is said with the order, never taken from whatever the database happens to hold. */
async function orderSample(
  context: CommandContext,
  application: Application,
  outputType: OutputType,
  mode: ExecutionMode,
): Promise<RunDetail> {
  const { signal, progress } = context;
  await application.direct.blender();
  const onProgress = (at: { message: string; fraction: number }): void => progress.update(at.message, at.fraction);
  const sample = await application.direct.sample({ signal, onProgress });
  const unfollow = followRuns(application, progress);
  const order = { productId: sample.id, outputTypeId: outputType.id, overrides: {}, mode, signal };
  const workflow = { id: 'preset-still', revision: null };
  return application.direct.render(mode === 'legacy' ? order : { ...order, workflow }).finally(unfollow);
}

async function smokeWith(
  context: CommandContext,
  application: Application,
  mode: ExecutionMode,
  shown: readonly string[],
): Promise<CommandResult> {
  const outputType = await findOutputType(application, 'still_preview');
  const run = await orderSample(context, application, outputType, mode);
  const checks = await checksOf(application, run, { outputType, shown, mode });
  const failed = checks.filter((one) => !one.passed);
  const message = `Failed: ${failed.map((one) => `${one.id} (${one.message})`).join(', ')}.`;
  const details = { checks: failed.map((one) => one.id) };
  const failure = failed.length > 0 ? new AppError('app.check_failed', message, { details }).toValue() : null;
  const comparison = run.observer?.comparison ?? null;
  return {
    document: {
      ...{ status: run.state, mode: run.mode, fallback: run.fallback !== null, checks },
      run: { id: run.id, number: run.number, ...run.core },
      ...(mode === 'shadow' ? { comparison } : {}),
    },
    lines: checks.map((one) => `${one.passed ? 'ok  ' : 'FAIL'}  ${one.id}: ${one.message}`),
    error: run.error ?? failure,
  };
}

/** `smoke`: the shipped sample from order to delivery, in a data folder of its own unless HARTOMAT_HOME names one. */
export async function smoke(context: CommandContext, mode: ExecutionMode): Promise<CommandResult> {
  const own = context.environment['HARTOMAT_HOME'] ? null : await mkdtemp(join(tmpdir(), 'hartomat-smoke-'));
  const home = own ?? context.paths.home;
  const shown: string[] = [];
  try {
    return await withApplication(
      { ...context, paths: { ...context.paths, home } },
      (application) => smokeWith(context, application, mode, shown),
      (notification) => shown.push(notification.title),
    );
  } finally {
    if (own) await rm(own, { recursive: true, force: true });
  }
}
