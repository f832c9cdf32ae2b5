import { type OutputType, outputTypeSchema } from '../../shared/domain/outputType.ts';
import type { InvocationProfile, RendererSettings } from '../../shared/domain/outputType.ts';
import { AppError } from '../../shared/errors/appError.ts';
import type { ServiceContext } from './serviceContext.ts';
import { shippedOutputTypes } from './shippedOutputTypes.ts';

/** What a single order may change of its output type. */
export interface OrderOverrides {
  readonly profile?: Partial<InvocationProfile>;
  readonly renderer?: Partial<RendererSettings>;
}

export interface OutputTypeService {
  list(): OutputType[];
  /** @throws AppError `output_type.unknown` */
  get(id: string): OutputType;
  /** @throws AppError `output_type.unknown` with the codes that there are */
  byCode(code: string): OutputType;
  seed(): void;
}

export function createOutputTypeService({ repositories }: ServiceContext): OutputTypeService {
  const { outputTypes } = repositories;
  return {
    list: () => outputTypes.list(),
    get(id) {
      const outputType = outputTypes.get(id);
      if (outputType) return outputType;
      throw new AppError('output_type.unknown', `There is no output type ${id}.`, { details: { id } });
    },
    byCode(code) {
      const outputType = outputTypes.byCode(code);
      if (outputType) return outputType;
      const codes = outputTypes.list().map((known) => known.code);
      throw new AppError('output_type.unknown', `There is no output type '${code}'.`, {
        remedy: `Choose one of: ${codes.join(', ')}.`,
        details: { code, codes },
      });
    },
    seed: () => outputTypes.seedDefaults(shippedOutputTypes),
  };
}

/**
 * The output type as one order has it.
 * @throws AppError `app.invalid_input` with the field that is out of its limits
 */
export function withOverrides(outputType: OutputType, overrides: OrderOverrides): OutputType {
  const parsed = outputTypeSchema.safeParse({
    ...outputType,
    profile: { ...outputType.profile, ...overrides.profile },
    renderer: { ...outputType.renderer, ...overrides.renderer },
  });
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue?.path.join('.') ?? '';
  throw new AppError('app.invalid_input', `${field}: ${issue?.message ?? 'not allowed'}.`, { details: { field } });
}
