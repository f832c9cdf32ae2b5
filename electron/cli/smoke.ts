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
import { followRuns } from './followRuns.ts';
import { withApplication } from './openApplication.ts';

interface Check {
  readonly id: string;
  readonly passed: boolean;
  readonly message: string;
}

/** There is no workflow; a Blender that is kept warm has not exited; not every system reports memory. */
const mayBeEmpty: readonly (keyof CoreFields)[] = ['workflowRevision', 'exitCode', 'peakMemoryBytes'];

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
  const verified = run.steps.some((step) => step.key === 'verify_output' && step.state === 'done');
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

function coreFieldsCheck(core: CoreFields): Check {
  const names = Object.keys(core) as (keyof CoreFields)[];
  const empty = names.filter((name) => !mayBeEmpty.includes(name) && (core[name] === null || core[name] === ''));
  const message = empty.length === 0 ? `${names.length} recorded` : `empty: ${empty.join(', ')}`;
  return check('core_fields', empty.length === 0, message);
}

async function checksOf(
  application: Application,
  run: RunDetail,
  expected: { outputType: OutputType; shown: readonly string[]; mode: ExecutionMode },
): Promise<Check[]> {
  const { handlers } = application;
  const delivered = run.state === 'delivered' && run.mode === expected.mode;
  return [
    check('status', delivered, `${run.number} ${run.state}, mode ${run.mode}`),
    await outputCheck(application, run, expected.outputType),
    assetCheck(await handlers['media:list']({ productId: run.productId }), run),
    noticeCheck(await handlers['notices:list'](), expected.shown, run),
    coreFieldsCheck(run.core),
  ];
}

async function smokeWith(
  context: CommandContext,
  application: Application,
  mode: ExecutionMode,
  shown: readonly string[],
): Promise<CommandResult> {
  const { signal, progress } = context;
  await application.direct.blender();
  const onProgress = (at: { message: string; fraction: number }): void => progress.update(at.message, at.fraction);
  const sample = await application.direct.sample({ signal, onProgress });
  const outputTypes = await application.handlers['outputTypes:list']();
  const outputType = outputTypes.find((candidate) => candidate.code === 'still_preview');
  if (!outputType) throw new AppError('output_type.unknown', "There is no output type 'still_preview'.");
  const unfollow = followRuns(application, progress);
  const order = { productId: sample.id, outputTypeId: outputType.id, overrides: {}, signal };
  const run = await application.direct.render(order).finally(unfollow);
  const checks = await checksOf(application, run, { outputType, shown, mode });
  const failed = checks.filter((one) => !one.passed);
  const message = `Failed: ${failed.map((one) => `${one.id} (${one.message})`).join(', ')}.`;
  const details = { checks: failed.map((one) => one.id) };
  const failure = failed.length > 0 ? new AppError('app.check_failed', message, { details }).toValue() : null;
  return {
    document: { status: run.state, mode: run.mode, checks, run: { id: run.id, number: run.number, ...run.core } },
    lines: checks.map((one) => `${one.passed ? 'ok  ' : 'FAIL'}  ${one.id}: ${one.message}`),
    error: run.error ?? failure,
  };
}

/** `smoke`: the shipped sample from order to delivery, in a data folder of its own unless HARTOMAT_HOME names one. */
export async function smoke(context: CommandContext, mode: ExecutionMode): Promise<CommandResult> {
  if (mode !== 'legacy') {
    throw new AppError(
      'output_type.invalid_contract',
      `Execution mode '${mode}' needs a workflow, and there is none.`,
      {
        remedy: 'Use --execution-mode legacy.',
        details: { mode, modes: ['legacy'] },
      },
    );
  }
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
