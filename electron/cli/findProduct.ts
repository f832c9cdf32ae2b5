import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { AppError } from '../../shared/errors/appError.ts';
import type { Application } from '../app/application.ts';
import type { CommandContext } from './commandContext.ts';

/**
 * The product of that id, else of that STEP file, which is imported when its content is new. Answers the product's id.
 * @throws AppError `product.unknown` when it is neither, `cad.*`, `file.*`
 */
export async function findProduct(context: CommandContext, application: Application, text: string): Promise<string> {
  const products = await application.handlers['products:list']();
  if (products.some((product) => product.id === text)) return text;
  const path = resolve(context.workingFolder, text);
  const there = await stat(path).catch(() => null);
  if (!there?.isFile()) {
    throw new AppError('product.unknown', `'${text}' is neither the id of a product nor a STEP file.`, {
      remedy: 'Give the id of a product, or the path of a STEP file.',
      details: { product: text, products: products.map(({ id, name }) => ({ id, name })) },
    });
  }
  const { id } = await application.direct.importStep(path, {
    signal: context.signal,
    onProgress: ({ message, fraction }) => context.progress.update(message, fraction),
  });
  return id;
}
