import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { materialRuleSchema } from '../../shared/domain/material.ts';
import { hashFile } from '../media/hashFile.ts';
import type { ImportOptions } from './cadLibrary.ts';
import { oneAtATime } from './oneAtATime.ts';
import type { ProductService } from './productService.ts';
import type { ServiceContext } from './serviceContext.ts';

const sampleSchema = z.object({
  name: z.string(),
  articleNumber: z.string(),
  category: z.string(),
  step: z.string(),
  rules: z.string(),
});

/** Remembered so that a sample which the user removed does not come back at the next start. */
const IMPORTED_KEY = 'sample.imported';

export interface SampleProduct {
  /** False until it was imported once into this data folder. */
  readonly imported: boolean;
  /** Id of the sample, imported when it is not there. @throws AppError `cad.*`, `file.*`, `app.cancelled` */
  ensure(options: ImportOptions): Promise<string>;
  /** True when this file is the shipped STEP file, under whatever name. */
  isSampleFile(path: string): Promise<boolean>;
}

/** The product that ships with the application: a STEP file and its material map in resources/samples. */
export function createSampleProduct(context: ServiceContext, products: ProductService): SampleProduct {
  const folder = join(context.resources, 'samples');
  const inTurn = oneAtATime();
  const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));

  async function ensureNow(options: ImportOptions): Promise<string> {
    const there = products.list().find((product) => product.isSample);
    if (there) return there.id;
    const { step, rules, ...named } = sampleSchema.parse(read('sample.json'));
    const id = await products.create(
      { ...named, path: join(folder, step), rules: z.array(materialRuleSchema).parse(read(rules)), isSample: true },
      options,
    );
    context.repositories.appState.set(IMPORTED_KEY, true);
    return id;
  }

  return {
    get imported() {
      return context.repositories.appState.get(IMPORTED_KEY) === true;
    },
    ensure: (options) => inTurn(() => ensureNow(options)),
    async isSampleFile(path) {
      const { step } = sampleSchema.parse(read('sample.json'));
      const [given, shipped] = await Promise.all([hashFile(path), hashFile(join(folder, step))]);
      return given.sha256 === shipped.sha256;
    },
  };
}
