import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Database, type OpenResult, openDatabase } from '../../../electron/persistence/database.ts';
import type { OutputType } from '../../../shared/domain/outputType.ts';

export const shippedMigrations = resolve(import.meta.dirname, '../../../migrations');

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hartomat-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A clock that goes one second further at every look. */
export function tickingClock(start = '2026-01-05T08:00:00.000Z'): () => Date {
  let now = Date.parse(start);
  return () => {
    now += 1000;
    return new Date(now);
  };
}

export function open(home: string, migrations = shippedMigrations, clock = tickingClock()): OpenResult {
  return openDatabase({ home, migrations, clock });
}

/** Opens it and demands that it can be used; it is closed after the test. */
export function openReady(home: string, migrations = shippedMigrations, clock = tickingClock()): Database {
  const { database, status } = open(home, migrations, clock);
  if (!database) throw new Error(`The database is ${status.state}: ${status.message}`);
  onTestFinished(() => database.close());
  return database;
}

/** A copy of the shipped migrations with further ones behind: what a later version would bring. */
export function laterMigrations(...steps: { tag: string; sql: string }[]): string {
  const folder = temporaryFolder();
  cpSync(shippedMigrations, folder, { recursive: true });
  const journalPath = join(folder, 'meta/_journal.json');
  const journal = JSON.parse(readFileSync(journalPath, 'utf8')) as { entries: Record<string, unknown>[] };
  const last = journal.entries.at(-1)!;
  steps.forEach(({ tag, sql }, index) => {
    journal.entries.push({
      ...last,
      idx: journal.entries.length,
      when: (last.when as number) + 1000 * (index + 1),
      tag,
    });
    writeFileSync(join(folder, `${tag}.sql`), sql);
  });
  writeFileSync(journalPath, JSON.stringify(journal));
  return folder;
}

export const stillPreview: OutputType = {
  id: 'ot-preview',
  family: 'order_line',
  artifactKind: 'still_image',
  format: 'png',
  workflowId: null,
  workflowRevision: null,
  rolloutMode: null,
  profile: {
    width: 640,
    height: 360,
    templateId: 'white_studio',
    camera: null,
    background: 'template',
    materialOverride: null,
    ...{ angles: [], frames: 4, fps: 4, degrees: 360, direction: 'counterclockwise' },
  },
  renderer: {
    engine: 'cycles',
    device: 'auto',
    samples: 32,
    seed: 7,
    denoise: false,
    wallSeconds: 600,
    silenceSeconds: 120,
  },
  name: 'Still preview',
  code: 'still_preview',
  category: 'Stills',
  description: '',
  active: true,
};

/** Adds a product (and, once, the output type) that runs can be ordered for. */
export function addProduct(database: Database, id: string, name = id): void {
  database.outputTypes.seedDefaults([stillPreview]);
  database.products.insert({
    id,
    name,
    articleNumber: '',
    category: '',
    cadFileId: null,
    rules: [],
    unmatchedParts: 0,
    isSample: false,
    createdAt: '2026-01-05T08:00:00.000Z',
  });
}

/** Orders a picture of a product: one order line, one waiting run. */
export function orderRun(
  database: Database,
  id: string,
  {
    productId = 'p1',
    priority = 'normal',
    queuedAt = '2026-01-05T09:00:00.000Z',
    instanceId = null,
  }: {
    productId?: string;
    priority?: 'low' | 'normal' | 'high';
    queuedAt?: string;
    instanceId?: string | null;
  } = {},
): void {
  database.transaction(() => {
    const { line } = database.orders.create({
      orderId: `o-${id}`,
      orderLineId: `l-${id}`,
      productId,
      outputTypeId: stillPreview.id,
      at: queuedAt,
    });
    database.runs.insert({
      id,
      orderLineId: line.id,
      priority,
      queuedAt,
      instanceId,
      retryOf: null,
      folder: `runs/${id}`,
      workflow: null,
      reuse: 'allowed',
      core: {
        orderLine: line.number,
        product: productId,
        outputType: 'still_preview',
        mode: 'legacy',
        executor: 'legacy',
      },
    });
  });
}
