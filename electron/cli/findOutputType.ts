import type { OutputType } from '../../shared/domain/outputType.ts';
import { AppError } from '../../shared/errors/appError.ts';
import type { Application } from '../app/application.ts';

/** @throws AppError `output_type.unknown` with the codes that there are */
export async function findOutputType(application: Application, code: string): Promise<OutputType> {
  const outputTypes = await application.handlers['outputTypes:list']();
  const found = outputTypes.find((outputType) => outputType.code === code);
  if (found) return found;
  const codes = outputTypes.map((outputType) => outputType.code);
  throw new AppError('output_type.unknown', `There is no output type '${code}'.`, {
    remedy: `Choose one of: ${codes.join(', ')}.`,
    details: { code, codes },
  });
}
