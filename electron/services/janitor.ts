import { setImmediate } from 'node:timers/promises';
import { type StorageCleaning, storageCleaningSchema, type StorageStatus } from '../../shared/domain/storage.ts';
import { AppError } from '../../shared/errors/appError.ts';
import type { ArtifactStore } from '../media/artifactStore.ts';
import type { PreviewResult } from '../persistence/repositories/keptFileRepository.ts';
import { oneAtATime } from './oneAtATime.ts';
import { outdatedPreviews, previewBytes } from './outdatedPreviews.ts';
import { type ServiceContext, timestamp } from './serviceContext.ts';

/** Removes what nothing refers to any more, and previews that are old or too many. See docs/adr/0026. */
export interface Janitor {
  /** Cleans soon, and then now and then. */
  start(): void;
  status(): Promise<StorageStatus>;
  /** @throws AppError `storage.busy` while something is under way; `database.*`, `file.*` */
  clean(): Promise<StorageStatus>;
  /** Ends after the file that it is at. */
  close(): Promise<void>;
}

export interface JanitorTools {
  readonly artifacts: ArtifactStore;
  /** Whether no run, observer or preview is under way, and no other process works with this data folder. */
  readonly isIdle: () => boolean;
  /** What was put until then may be of another database of this data folder, that may be needed again. */
  readonly foreignUntil: () => Date | null;
}

const LAST_CLEANING = 'storage.lastCleaning';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MEGABYTE = 1_000_000;

/** The start is over by then. */
const FIRST_AFTER = MINUTE;
/** So often it looks whether it may clean, and so long it leaves things alone when it has. */
const LOOK_EVERY = 10 * MINUTE;
const CLEAN_EVERY = 6 * HOUR;
/** What is younger may be on its way: stored, and not written down yet; or somebody looks at it. */
const LEAVE_ALONE = HOUR;
/** Results forgotten at a time: some hundredths of a second, so that the window and runs go on meanwhile. */
const BATCH = 500;

class StorageJanitor implements Janitor {
  readonly #context: ServiceContext;
  readonly #tools: JanitorTools;
  readonly #inTurn = oneAtATime();
  #first: NodeJS.Timeout | null = null;
  #looking: NodeJS.Timeout | null = null;
  #cleanedAt: number | null = null;
  #closed = false;

  constructor(context: ServiceContext, tools: JanitorTools) {
    this.#context = context;
    this.#tools = tools;
  }

  start(): void {
    this.#first ??= setTimeout(() => this.#look(), FIRST_AFTER).unref();
    this.#looking ??= setInterval(() => this.#look(), LOOK_EVERY).unref();
  }

  async status(): Promise<StorageStatus> {
    const previews = await this.#previews();
    const { keptFiles, appState } = this.#context.repositories;
    const last = storageCleaningSchema.safeParse(appState.get(LAST_CLEANING));
    return {
      previewBytes: previewBytes(previews, keptFiles.lasting()),
      lastCleaning: last.data ?? null,
    };
  }

  clean(): Promise<StorageStatus> {
    return this.#inTurn(async () => {
      const isCleaned = await this.#cleanIfIdle();
      if (isCleaned) return await this.status();
      throw new AppError('storage.busy', 'Kept files are left alone while something is being made.');
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    if (this.#first) clearTimeout(this.#first);
    if (this.#looking) clearInterval(this.#looking);
    await this.#inTurn(async () => undefined);
  }

  #now(): number {
    return this.#context.clock().getTime();
  }

  #mayGoOn(): boolean {
    return !this.#closed && this.#tools.isIdle();
  }

  #isDue(): boolean {
    return this.#cleanedAt === null || this.#now() - this.#cleanedAt >= CLEAN_EVERY;
  }

  #look(): void {
    this.#cleanIfDue().catch((thrown: unknown) =>
      this.#context.logger.error('kept files could not be cleaned', thrown),
    );
  }

  async #cleanIfDue(): Promise<void> {
    if (!this.#isDue() || !this.#mayGoOn()) return;
    // One that was under way may have done it.
    await this.#inTurn(async () => this.#isDue() && (await this.#cleanIfIdle()));
  }

  async #cleanIfIdle(): Promise<boolean> {
    if (!this.#mayGoOn()) return false;
    const cleaning = await this.#clean();
    this.#cleanedAt = this.#now();
    this.#context.repositories.appState.set(LAST_CLEANING, cleaning);
    if (cleaning.files > 0 || cleaning.previews > 0) this.#context.logger.info('freed space', cleaning);
    return true;
  }

  /** Rows first: whatever ends this in the middle leaves files that nothing refers to, and never the reverse. */
  async #clean(): Promise<StorageCleaning> {
    const { previews, referred } = await this.#forgetPreviews();
    let files = 0;
    let bytes = 0;
    const before = new Date(this.#now() - LEAVE_ALONE);
    const foreign = this.#tools.foreignUntil();
    for await (const file of this.#tools.artifacts.list()) {
      // Asked at every file, as most of them stay: who quits does not wait for a walk through the store.
      if (this.#closed) break;
      if (referred.has(file.sha256) || file.putAt >= before || (foreign && file.putAt <= foreign)) continue;
      if (!this.#mayGoOn()) break;
      if (!(await this.#tools.artifacts.removeUnchanged(file, before))) continue;
      files += 1;
      bytes += file.bytes;
    }
    return { at: timestamp(this.#context), previews, files, bytes };
  }

  /**
   * Answers how many, and the files that something refers to then. It lets other work in between: what is used, taken by a
   * run or named by a workflow meanwhile stays.
   */
  async #forgetPreviews(): Promise<{ previews: number; referred: Set<string> }> {
    const { keptFiles } = this.#context.repositories;
    const { previewKeepDays, previewBudgetMegabytes } = this.#context.settings.get();
    const ago = (milliseconds: number): string => new Date(this.#now() - milliseconds).toISOString();
    const limits = {
      keepSince: ago(previewKeepDays * DAY),
      recentSince: ago(LEAVE_ALONE),
      budgetBytes: previewBudgetMegabytes * MEGABYTE,
    };
    const previews = await this.#previews();
    const forgotten = await this.#forget(outdatedPreviews(previews, keptFiles.lasting(), limits));
    // Read again: a result that came in between may have a file of one that is gone.
    const left = await this.#previews();
    const referred = keptFiles.lasting();
    for (const { files } of left) for (const { sha256 } of files) referred.add(sha256);
    return { previews: forgotten, referred };
  }

  /** Ends early when something begins, as the walk through the store does. Answers how many are gone. */
  async #forget(outdated: readonly PreviewResult[]): Promise<number> {
    const { keptFiles } = this.#context.repositories;
    let forgotten = 0;
    for (let from = 0; from < outdated.length; from += BATCH) {
      await setImmediate();
      if (!this.#mayGoOn()) break;
      forgotten += keptFiles.forget(outdated.slice(from, from + BATCH)).length;
    }
    return forgotten;
  }

  /** Results that no run gave, least recently used first. Not all of them for who quits meanwhile. */
  async #previews(): Promise<PreviewResult[]> {
    const previews: PreviewResult[] = [];
    for (const page of this.#context.repositories.keptFiles.previewPages()) {
      previews.push(...page);
      await setImmediate();
      if (this.#closed) break;
    }
    return previews.sort((a, b) => (a.usedAt < b.usedAt ? -1 : a.usedAt > b.usedAt ? 1 : 0));
  }
}

export function createJanitor(context: ServiceContext, tools: JanitorTools): Janitor {
  return new StorageJanitor(context, tools);
}
