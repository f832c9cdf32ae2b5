import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type ItemResult, type RenderBatch, itemResultSchema } from '../runtime/contracts/renderBatch.ts';

/**
 * The first complete, verified result of each item, in the order of the items; null where there is none (yet).
 * Every process writes into a run folder of its own, so two of them on one batch do no harm.
 */
export async function readResults(folder: string, batch: RenderBatch): Promise<(ItemResult | null)[]> {
  const runs = (await readdir(join(folder, 'runs')).catch(() => [])).sort();
  return Promise.all(batch.items.map((item) => readItem(folder, runs, item)));
}

async function readItem(
  folder: string,
  runs: string[],
  item: RenderBatch['items'][number],
): Promise<ItemResult | null> {
  let damaged: ItemResult | null = null;
  for (const run of runs) {
    const text = await readFile(join(folder, 'runs', run, `${item.id}.result.json`), 'utf8').catch(() => null);
    const parsed = text === null ? null : itemResultSchema.safeParse(parseJson(text));
    if (!parsed?.success || parsed.data.attemptKey !== item.attemptKey || parsed.data.runId !== run) continue;
    const lie = await findLie(folder, parsed.data);
    if (lie === null) return parsed.data;
    damaged = { ...parsed.data, status: 'error', error: { class: 'disk', message: lie, traceback: '' } };
  }
  return damaged;
}

/** Why the outputs are not what the result says; null when they are. */
async function findLie(folder: string, result: ItemResult): Promise<string | null> {
  for (const output of result.outputs) {
    const data = await readFile(join(folder, output.file)).catch(() => null);
    if (!data) return `The output ${output.name} is missing.`;
    if (data.length !== output.bytes) return `The output ${output.name} has ${data.length} bytes, not ${output.bytes}.`;
    const sha256 = createHash('sha256').update(data).digest('hex');
    if (sha256 !== output.sha256) return `The output ${output.name} changed after it was written.`;
  }
  return null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
