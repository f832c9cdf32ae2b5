#!/usr/bin/env node
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { makeBearingProduct } from './bearingProduct.mjs';
import { createStepAuthor } from './stepAuthor.mjs';

/** The text of resources/samples/bearing.step. */
export async function generateBearing() {
  const author = await createStepAuthor();
  return author.write(makeBearingProduct(author));
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const target = resolve(process.argv[2] ?? join(import.meta.dirname, '../../resources/samples/bearing.step'));
  const text = await generateBearing();
  writeFileSync(target, text);
  console.log(`${target}: ${Math.round(text.length / 1024)} kB`);
}
