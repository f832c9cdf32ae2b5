import { access, constants, stat } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import type { DeviceChoice, OutputType } from '../../shared/domain/outputType.ts';
import type { ProductDetail } from '../../shared/domain/product.ts';
import type { RunDetail } from '../../shared/domain/run.ts';
import { AppError, type ErrorValue } from '../../shared/errors/appError.ts';
import type { Application, OrderOverrides } from '../app/application.ts';
import type { CommandContext, CommandResult } from './commandContext.ts';
import { findOutputType } from './findOutputType.ts';
import { withApplication } from './openApplication.ts';
import { type OutputFile, prepareOutputFile } from './outputFile.ts';
import { followRuns } from './followRuns.ts';

export interface RenderOptions {
  /** null = the sample. */
  readonly step: string | null;
  readonly outputType: string;
  readonly out: string;
  readonly template?: string;
  readonly camera?: string;
  readonly samples?: number;
  readonly device?: DeviceChoice;
  readonly seed?: number;
}

/** @throws AppError `file.missing`, `file.unreadable`, `file.output_unwritable` when it is the output too */
async function checkStep(path: string, out: string): Promise<void> {
  const file = await stat(path).catch((cause: unknown) => {
    throw new AppError('file.missing', `${path} does not exist.`, { cause, details: { path } });
  });
  if (!file.isFile()) throw new AppError('file.unreadable', `${path} is not a file.`, { details: { path } });
  await access(path, constants.R_OK).catch((cause: unknown) => {
    throw new AppError('file.unreadable', `${path} cannot be read.`, { cause, details: { path } });
  });
  if (path === out) throw new AppError('file.output_unwritable', `${out} is the STEP file itself.`);
}

/** What the options change of the output type, checked before anything is ordered. */
async function overridesOf(
  application: Application,
  { profile }: OutputType,
  { template: templateId, camera, samples, device, seed }: RenderOptions,
): Promise<OrderOverrides> {
  const renderer = {
    ...(samples === undefined ? {} : { samples }),
    ...(device === undefined ? {} : { device }),
    ...(seed === undefined ? {} : { seed }),
  };
  if (templateId === undefined && camera === undefined) return { renderer };
  const templates = await application.handlers['templates:list']();
  const wanted = templateId ?? profile.templateId;
  const template = templates.find((candidate) => candidate.id === wanted);
  if (!template) {
    const known = templates.map((candidate) => candidate.id);
    throw new AppError('template.unknown', `There is no template '${wanted}'.`, {
      remedy: `Choose one of: ${known.join(', ')}.`,
      details: { template: wanted, templates: known },
    });
  }
  const cameras = template.cameras.map((candidate) => candidate.id);
  if (camera !== undefined && !cameras.includes(camera)) {
    throw new AppError('camera.unknown', `Template '${wanted}' has no camera '${camera}'.`, {
      remedy: `Choose one of: ${cameras.join(', ')}.`,
      details: { camera, cameras },
    });
  }
  // Another template may lack the camera of the output type: then its own default counts.
  const kept = profile.camera !== null && cameras.includes(profile.camera) ? profile.camera : null;
  return { renderer, profile: { templateId: wanted, camera: camera ?? kept } };
}

function productOf(context: CommandContext, application: Application, stepPath: string | null): Promise<ProductDetail> {
  const { signal, progress } = context;
  const options = {
    signal,
    onProgress: ({ message, fraction }: { message: string; fraction: number }) => progress.update(message, fraction),
  };
  return stepPath === null ? application.direct.sample(options) : application.direct.importStep(stepPath, options);
}

/** The error of a run that was not delivered. */
function errorOf(run: RunDetail): ErrorValue | null {
  if (run.state === 'delivered') return null;
  if (run.error) return run.error;
  return new AppError('app.cancelled', `Run ${run.number} was ${run.state}.`).toValue();
}

async function deliver(application: Application, run: RunDetail, out: OutputFile): Promise<Record<string, unknown>> {
  const { core, outputUrl } = run;
  const stored = outputUrl ? await application.resolveMedia(outputUrl) : null;
  if (!stored || !core.outputSha256) {
    throw new AppError('blender.output_missing', `Run ${run.number} was delivered, but its picture is gone.`);
  }
  await out.copyFrom(stored.path, core.outputSha256);
  const { outputSha256: sha256, pixelHash, width, height } = core;
  return { path: out.path, sha256, pixelHash, width, height };
}

async function renderWith(
  context: CommandContext,
  application: Application,
  options: RenderOptions,
  files: { stepPath: string | null; out: OutputFile },
): Promise<CommandResult> {
  const outputType = await findOutputType(application, options.outputType);
  const overrides = await overridesOf(application, outputType, options);
  const { version } = await application.direct.blender();
  if (extname(files.out.path).toLowerCase() !== `.${outputType.format}`) {
    context.progress.say(`Note: ${files.out.path} will be a ${outputType.format.toUpperCase()} file.`);
  }
  const product = await productOf(context, application, files.stepPath);
  context.progress.say(`Rendering ${product.name} as ${outputType.code} with Blender ${version}`);
  const unfollow = followRuns(application, context.progress);
  const order = { productId: product.id, outputTypeId: outputType.id, overrides, signal: context.signal };
  const run = await application.direct.render(order).finally(unfollow);
  const error = errorOf(run);
  const output = error ? null : await deliver(application, run, files.out);
  const { state: status, mode, number, id, core } = run;
  return {
    document: { status, mode, run: { id, number, ...core }, output },
    lines: output ? [`${files.out.path}  ${core.width} x ${core.height}  ${core.durationSeconds?.toFixed(1)} s`] : [],
    error,
  };
}

/** `render`: one picture of one STEP file. What can be wrong is looked at before anything is rendered. */
export async function render(context: CommandContext, options: RenderOptions): Promise<CommandResult> {
  const out = await prepareOutputFile(resolve(context.workingFolder, options.out));
  const stepPath = options.step === null ? null : resolve(context.workingFolder, options.step);
  if (stepPath !== null) await checkStep(stepPath, out.path);
  return withApplication(context, (application) => renderWith(context, application, options, { stepPath, out }));
}
