import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { templateReportSchema } from '../../shared/domain/template.ts';
import { AppError, type ErrorValue } from '../../shared/errors/appError.ts';
import type { RenderBackend } from '../runtime/contracts/renderBackend.ts';
import { batchInputPath, writeBatch } from '../runtime/contracts/writeBatch.ts';
import type { BlenderService } from './blenderService.ts';
import type { ServiceContext } from './serviceContext.ts';
import type { TemplateInspector } from './templateService.ts';

const LIMITS = { wallSeconds: 180, silenceSeconds: 90 };

/** Opens a foreign .blend in a Blender process of its own, with its scripts off, and reads the report. */
export function createTemplateInspector(
  context: ServiceContext,
  tools: { backend: () => RenderBackend; blender: BlenderService },
): TemplateInspector {
  return async (path, sha256) => {
    const runtime = await tools.blender.chosen();
    const folder = join(context.folders.cache, `template-${context.newId()}`);
    try {
      const batch = await writeBatch({
        folder,
        items: [
          {
            id: 'template',
            attemptKey: `template-${sha256}`,
            limits: LIMITS,
            kind: 'validate_template',
            blend: batchInputPath(sha256, 'blend'),
          },
        ],
        inputs: [{ sourcePath: path, sha256, extension: 'blend' }],
      });
      const { results } = await tools.backend().run({
        batch,
        folder,
        runtime,
        priority: 'high',
        isolated: true,
        signal: new AbortController().signal,
        onEvent: () => undefined,
      });
      const result = results[0];
      if (result?.status === 'ok') return templateReportSchema.parse(result.report);
      const problem: Pick<ErrorValue, 'message'> = result?.error ?? { message: 'Blender gave no report.' };
      throw new AppError('template.invalid', `${path} cannot be used as a template. ${problem.message}`, {
        details: { path },
      });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };
}
