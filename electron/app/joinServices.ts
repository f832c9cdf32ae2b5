import { rm } from 'node:fs/promises';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createCadImporter } from '../cad/cadImporter.ts';
import { createArtifactStore } from '../media/artifactStore.ts';
import { createMediaWorker } from '../media/mediaWorker.ts';
import type { Database } from '../persistence/database.ts';
import { aliveInstances } from '../persistence/instanceLock.ts';
import type { PictureServices } from '../runtime/contracts/pictureServices.ts';
import type { BlenderService } from '../services/blenderService.ts';
import { createCadLibrary } from '../services/cadLibrary.ts';
import { ImportJobs } from '../services/importJobs.ts';
import { openMaterialLibrary } from '../services/materialLibrary.ts';
import { createMediaService } from '../services/mediaService.ts';
import { createNoticeService } from '../services/noticeService.ts';
import { createOutputTypeService } from '../services/outputTypeService.ts';
import { createProductService } from '../services/productService.ts';
import { ProgressBoard } from '../services/progressBoard.ts';
import { recoverRuns } from '../services/recoverRuns.ts';
import { RunExecutor } from '../services/runExecutor.ts';
import { RunLifecycle } from '../services/runLifecycle.ts';
import { RunLogBook } from '../services/runLogBook.ts';
import { createRunNotifier, createRunPublisher } from '../services/runPublisher.ts';
import { RunQueue } from '../services/runQueue.ts';
import { createRunService } from '../services/runService.ts';
import { createSampleProduct } from '../services/sampleProduct.ts';
import type { ServiceContext } from '../services/serviceContext.ts';
import type { Services } from '../services/services.ts';
import { createTemplateInspector } from '../services/templateInspector.ts';
import { createTemplateService } from '../services/templateService.ts';
import { type BlenderPool, createBlenderPool } from '../workers/blenderPool.ts';

/** The services of an open database, and how to end them. */
export interface JoinedServices {
  readonly services: Services;
  /** Runs under way go back to the queue; every Blender and every worker is confirmed to be gone. */
  close(): Promise<void>;
}

export interface JoinOptions {
  readonly context: ServiceContext;
  readonly database: Database;
  readonly workersFolder: string;
  readonly blender: BlenderService;
  readonly environment: NodeJS.ProcessEnv;
}

function createPool({ context, workersFolder, environment }: JoinOptions): BlenderPool {
  const { blenderSlots, recycleAfterJobs, recycleAboveMegabytes } = context.settings.get();
  const pool = createBlenderPool({
    workersFolder,
    environment,
    resources: context.resources,
    stateFolder: context.folders.blender,
    slots: blenderSlots,
    recycleAfterJobs,
    recycleAboveMegabytes,
  });
  context.events.on((name, payload) => {
    if (name === 'settings:changed' && 'settings' in payload) pool.setSlots(payload.settings.blenderSlots);
  });
  return pool;
}

/** What a killed import left beside the complete ones. Only when nobody else may be importing. */
function sweepImports(context: ServiceContext): void {
  const unfinished = readdirSync(context.folders.cad).filter((name) => name.includes('.'));
  for (const name of unfinished) void rm(join(context.folders.cad, name), { recursive: true, force: true });
}

function reportKeptSettings(context: ServiceContext, services: Pick<Services, 'notices'>): void {
  const { keptAside } = context.settings;
  if (keptAside === null) return;
  services.notices.add({
    id: `settings-${keptAside}`,
    kind: 'info',
    title: 'The settings file was damaged',
    body: `Defaults are in force. The old file is kept as ${keptAside}.`,
    runId: null,
    productId: null,
  });
}

/** Joins every service that needs the database, puts interrupted runs right, and takes up no work yet. */
export function joinServices(options: JoinOptions): JoinedServices {
  const { context, database, workersFolder, blender } = options;
  const importer = createCadImporter({ workersFolder });
  const mediaWorker = createMediaWorker({ workersFolder });
  const artifacts = createArtifactStore({ home: context.folders.home });
  const pool = createPool(options);
  const backend = () => pool;
  const pictures: PictureServices = {
    verify: (path, expected) => mediaWorker.verifyPicture(path, expected),
    publish: ({ format, ...request }) => mediaWorker.publishPicture({ ...request, format: pictureFormat(format) }),
  };

  const cad = createCadLibrary(context, importer);
  const materials = openMaterialLibrary(context.resources);
  const products = createProductService(context, { cad, materials });
  const outputTypes = createOutputTypeService(context);
  outputTypes.seed();
  const templates = createTemplateService(context, {
    artifacts,
    inspect: createTemplateInspector(context, { backend, blender }),
  });
  const notices = createNoticeService(context);
  const media = createMediaService(context);
  const progress = new ProgressBoard(context);
  const log = new RunLogBook(context);
  const lifecycle = new RunLifecycle(context, log, progress);
  const publisher = createRunPublisher(context, { artifacts, media: mediaWorker });
  const executor = new RunExecutor(context, {
    ...{ cad, materials, templates, blender, backend, pictures, publisher, notices, lifecycle, log, progress },
    notifier: createRunNotifier(notices),
  });
  const queue = new RunQueue(context, executor, progress);
  const runs = createRunService(context, { outputTypes, queue, lifecycle, log, progress, media });
  const imports = new ImportJobs(context, products);
  const sample = createSampleProduct(context, products);

  const alive = aliveInstances(context.folders.home);
  recoverRuns(context, { lifecycle, notices }, alive);
  if (alive.size <= 1) {
    sweepImports(context);
    void artifacts.clearPartial();
  }
  reportKeptSettings(context, { notices });

  return {
    services: { context, products, sample, imports, materials, templates, outputTypes, runs, queue, media, notices },
    async close() {
      await queue.close();
      await imports.close();
      await Promise.all([pool.close(), importer.close(), mediaWorker.close()]);
      log.flush();
      database.close();
    },
  };
}

function pictureFormat(format: string): 'png' | 'jpg' | 'webp' {
  return format === 'jpg' || format === 'webp' ? format : 'png';
}
