import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { DatabaseStatus } from '../../shared/domain/database.ts';
import { AppError } from '../../shared/errors/appError.ts';
import { createHandlers } from '../ipc/handlers/createHandlers.ts';
import { type OpenResult, openDatabase } from '../persistence/database.ts';
import { clearDead, registerInstance } from '../persistence/instanceLock.ts';
import { resolveDatabase } from '../persistence/resolveDatabase.ts';
import type { Clock } from '../runtime/contracts/dispatch.ts';
import { type ApplicationFolders, ensureApplicationFolders } from '../services/applicationFolders.ts';
import type { ApplicationServices } from '../services/applicationServices.ts';
import { createBlenderService } from '../services/blenderService.ts';
import { EventBus } from '../services/eventBus.ts';
import { createLogger } from '../services/logger.ts';
import { resolveMediaAddress } from '../services/mediaResolver.ts';
import type { ServiceContext } from '../services/serviceContext.ts';
import type { Services } from '../services/services.ts';
import { openSettings } from '../services/settingsStore.ts';
import { createBlenderLocator } from '../workers/locateBlender.ts';
import { reapOrphans } from '../workers/reapOrphans.ts';
import type { Application, DirectWork } from './application.ts';
import type { ApplicationPaths } from './applicationPaths.ts';
import { createDirectWork } from './directWork.ts';
import { type JoinedServices, joinServices } from './joinServices.ts';
import type { Platform } from '../services/platform.ts';
import type { RuntimeOptions } from './runtimeOptions.ts';

export interface ApplicationOptions {
  readonly paths: ApplicationPaths;
  readonly platform: Platform;
  readonly environment: NodeJS.ProcessEnv;
  readonly version: string;
  /** Time and ids are passed in, so that tests own them. */
  readonly clock?: Clock;
  readonly newId?: () => string;
  readonly runtime?: RuntimeOptions;
}

/**
 * Joins the whole application, without a window. In this order: folders, instance, database, orphans, services.
 * With a damaged or newer database it answers all the same: only what needs no database then works, until
 * `database:resolve` has been called.
 * @throws AppError `home.unwritable`, `database.locked`, `database.write_failed`, `file.disk_full`
 */
export async function createApplication(options: ApplicationOptions): Promise<Application> {
  const folders = ensureApplicationFolders(options.paths.home);
  const instance = registerInstance({ home: folders.home, id: (options.newId ?? randomUUID)() });
  const logger = createLogger(folders.logs, (options.clock ?? now)());
  try {
    return await new Composition(options, folders, instance, logger).start();
  } catch (thrown) {
    instance.release();
    logger.close();
    throw thrown;
  }
}

const now: Clock = () => new Date();

type Logger = ReturnType<typeof createLogger>;
type Instance = ReturnType<typeof registerInstance>;

/** The state of one application between its start and its end. */
class Composition {
  readonly #options: ApplicationOptions;
  readonly #folders: ApplicationFolders;
  readonly #instance: Instance;
  readonly #logger: Logger;
  readonly #clock: Clock;
  readonly #events = new EventBus();
  readonly #app: ApplicationServices;
  #status: DatabaseStatus;
  #joined: JoinedServices | null = null;
  #queueWanted = false;
  #closing: Promise<void> | null = null;

  constructor(options: ApplicationOptions, folders: ApplicationFolders, instance: Instance, logger: Logger) {
    this.#options = options;
    this.#folders = folders;
    this.#instance = instance;
    this.#logger = logger;
    this.#clock = options.clock ?? now;
    this.#app = this.#applicationServices();
    const opened = openDatabase(this.#databaseOptions());
    this.#status = opened.status;
    clearDead(folders.home);
    this.#take(opened);
  }

  async start(): Promise<Application> {
    // What a killed application left running must be gone before anything new is started.
    const { reaped } = await reapOrphans(this.#folders.blender);
    if (reaped.length > 0) this.#logger.warn('ended Blender processes of an application that is gone', { reaped });
    return {
      handlers: createHandlers(this.#app),
      direct: this.#direct(),
      onEvent: (listener) => this.#events.on(listener),
      resolveMedia: async (url) => (this.#joined ? resolveMediaAddress(this.#services().context, url) : null),
      startQueue: () => this.#startQueue(),
      busyRuns: () => this.#joined?.services.queue.busy ?? 0,
      close: () => (this.#closing ??= this.#close()),
    };
  }

  #databaseOptions() {
    return { home: this.#folders.home, migrations: this.#options.paths.migrations, clock: this.#clock };
  }

  #applicationServices(): ApplicationServices {
    const { paths, platform, environment, version } = this.#options;
    const { home, cache, settingsFile } = this.#folders;
    const settings = openSettings({ file: settingsFile, events: this.#events, now: this.#clock() });
    const locator = createBlenderLocator({
      environment,
      provisioned: paths.provisioned,
      bundled: paths.bundledBlender,
      resources: paths.resources,
      cacheFile: join(cache, 'blender-probes.json'),
    });
    const demanded = environment['HARTOMAT_BLENDER'] || null;
    const blender = createBlenderService({ locator, settings, events: this.#events, demanded });
    return {
      ...{ version, home, platform, settings, blender },
      info: () => ({
        name: 'HartOMat',
        version,
        platform: process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'linux',
        home,
        firstStart: this.#joined ? !this.#joined.services.sample.imported : false,
      }),
      databaseStatus: () => this.#status,
      resolveDatabase: (choice) => this.#resolve(choice),
      services: () => this.#services(),
    };
  }

  #services(): Services {
    if (this.#joined) return this.#joined.services;
    throw new AppError('database.unavailable', `The database cannot be used: ${this.#status.message}`, {
      details: { state: this.#status.state },
    });
  }

  #resolve(choice: Parameters<ApplicationServices['resolveDatabase']>[0]): DatabaseStatus {
    if (this.#joined) return this.#status;
    const opened = resolveDatabase({ ...this.#databaseOptions(), choice, instanceId: this.#instance.id });
    this.#status = opened.status;
    this.#take(opened);
    if (this.#queueWanted) this.#startQueue();
    return this.#status;
  }

  #take(opened: OpenResult): void {
    if (opened.state !== 'ready') return;
    const { database } = opened;
    const { paths, platform, version, newId, environment } = this.#options;
    const context: ServiceContext = {
      repositories: database,
      transaction: (work) => database.transaction(work),
      folders: this.#folders,
      resources: paths.resources,
      events: this.#events,
      settings: this.#app.settings,
      logger: this.#logger,
      platform,
      clock: this.#clock,
      newId: newId ?? randomUUID,
      version,
      instanceId: this.#instance.id,
    };
    const { blender } = this.#app;
    this.#joined = joinServices({
      ...{ context, database, workersFolder: paths.workers, blender, environment },
      runtime: this.#options.runtime ?? {},
    });
    const backUp = (): unknown => database.backUpIfDue();
    // A copy of the day, made when the start is over: without one there is nothing to restore.
    setTimeout(() => this.#attempt('the daily backup', backUp), 5000).unref();
  }

  #startQueue(): void {
    this.#queueWanted = true;
    if (!this.#joined || this.#closing) return;
    const { queue, sample, janitor } = this.#joined.services;
    queue.start();
    janitor.start();
    void this.#app.blender.list().catch((thrown: unknown) => this.#logger.error('Blender search failed', thrown));
    if (sample.imported) return;
    sample
      .ensure({ signal: new AbortController().signal, onProgress: () => undefined })
      .catch((thrown: unknown) => this.#logger.error('the sample product could not be imported', thrown));
  }

  #direct(): DirectWork {
    return createDirectWork(() => this.#services(), this.#app.blender);
  }

  #attempt(what: string, work: () => unknown): void {
    if (this.#closing) return;
    try {
      work();
    } catch (thrown) {
      this.#logger.error(`${what} failed`, thrown);
    }
  }

  async #close(): Promise<void> {
    try {
      await this.#joined?.close();
    } finally {
      this.#joined = null;
      this.#instance.release();
      this.#logger.close();
    }
  }
}
