import { readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '../../shared/errors/appError.ts';
import { createCadImporter } from '../cad/cadImporter.ts';
import { createArtifactStore } from '../media/artifactStore.ts';
import { createMediaWorker, type MediaWorker } from '../media/mediaWorker.ts';
import { nodeCatalogueOf } from '../nodes/nodeCatalogueOf.ts';
import { createNodeRegistry } from '../nodes/registry.ts';
import type { Database } from '../persistence/database.ts';
import { aliveInstances } from '../persistence/instanceLock.ts';
import type { Comparators } from '../runtime/contracts/comparators.ts';
import type { PictureServices } from '../runtime/contracts/pictureServices.ts';
import { createRenderServices } from '../runtime/rendering/createRenderServices.ts';
import type { BlenderService } from '../services/blenderService.ts';
import { createCadLibrary } from '../services/cadLibrary.ts';
import { createDraftService } from '../services/draftService.ts';
import { gatherSubject } from '../services/gatherOrder.ts';
import { createGroupCommit } from '../services/groupCommit.ts';
import { ImportJobs } from '../services/importJobs.ts';
import { createJanitor } from '../services/janitor.ts';
import { openMaterialLibrary } from '../services/materialLibrary.ts';
import { createMediaService } from '../services/mediaService.ts';
import { createNodeResultStore } from '../services/nodeResultStore.ts';
import { createNoticeService } from '../services/noticeService.ts';
import { outputTypeForWorkflow } from '../services/outputTypeForWorkflow.ts';
import { createOutputTypeService } from '../services/outputTypeService.ts';
import { createProductService } from '../services/productService.ts';
import { createSampleProduct } from '../services/sampleProduct.ts';
import type { ServiceContext } from '../services/serviceContext.ts';
import type { Services } from '../services/services.ts';
import { createTemplateInspector } from '../services/templateInspector.ts';
import { createTemplateService } from '../services/templateService.ts';
import { createWorkflowFiles } from '../services/workflowFiles.ts';
import { createWorkflowService } from '../services/workflowService.ts';
import { type BlenderPool, createBlenderPool } from '../workers/blenderPool.ts';
import { loadGraphEngine } from './loadGraphEngine.ts';
import { joinRuns } from './joinRuns.ts';
import type { RuntimeOptions } from './runtimeOptions.ts';

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
  readonly runtime: RuntimeOptions;
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

/** What a killed application left of its preview. Only when nobody else may be looking at one. */
function sweepPreviews({ folders }: ServiceContext): void {
  for (const name of readdirSync(folders.previews)) {
    void rm(join(folders.previews, name), { recursive: true, force: true }).catch(() => undefined);
  }
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

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  try {
    await delay(milliseconds, undefined, { signal });
  } catch (cause) {
    throw new AppError('app.cancelled', 'The run was cancelled.', { cause });
  }
}

function joinPictures(media: MediaWorker): PictureServices {
  return {
    verify: (path, expected) => media.verifyPicture(path, expected),
    publish: (request) => media.publishPicture(request),
    compose: (request) => media.composePictures(request),
    resize: (request) => media.resizePicture(request),
  };
}

/** Files, pictures, Blender, nodes: what knows no order and no run. */
function joinTools(options: JoinOptions) {
  const { context, workersFolder, blender } = options;
  const importer = createCadImporter({ workersFolder });
  const media = createMediaWorker({ workersFolder });
  const artifacts = createArtifactStore({ home: context.folders.home });
  const pool = createPool(options);
  const pictures = joinPictures(media);
  const render = createRenderServices({
    ...{ backend: () => pool, pictures, clock: context.clock, pause },
    gif: (request) => media.encodeGif(request),
    describeVideo: (path) => media.describeVideo(path),
  });
  const comparators: Comparators = {
    pictures: (request) => media.comparePictures(request),
    parts: (request) => media.countPartPixels(request),
    describePicture: (path) => media.describePicture(path),
    describeVideo: (path) => media.describeVideo(path),
  };
  const templates = createTemplateService(context, {
    artifacts,
    inspect: createTemplateInspector(context, { backend: () => pool, blender }),
  });
  const registry = createNodeRegistry();
  const slots = { cpu: availableParallelism(), blender: context.settings.get().blenderSlots };
  const catalogue = nodeCatalogueOf(registry);
  const engine = loadGraphEngine({ registry, catalogue, slots });
  return { importer, media, artifacts, pool, pictures, render, comparators, templates, catalogue, engine };
}

/** Joins every service that needs the database, puts interrupted runs right, and takes up no work yet. */
export function joinServices(options: JoinOptions): JoinedServices {
  const { context, database, blender, runtime } = options;
  const tools = joinTools(options);
  const { importer, media: mediaWorker, artifacts, pool, templates, catalogue, engine } = tools;
  const cad = createCadLibrary(context, importer);
  const materials = openMaterialLibrary(context.resources);
  const products = createProductService(context, { cad, materials });
  const outputTypes = createOutputTypeService(context);
  outputTypes.seed();
  const commit = createGroupCommit(context.transaction);
  const results = createNodeResultStore({
    repository: context.repositories.nodeResults,
    ...{ artifacts, commit, clock: context.clock },
  });
  const workflows = createWorkflowService(context, {
    ...{ catalogue, cad, materials, templates, blender, outputTypes, results },
    engine: () => engine,
    orderFor({ productId, outputTypeId, workflow }) {
      const outputType =
        outputTypeId === null
          ? outputTypeForWorkflow(workflow.config, catalogue, outputTypes.list())
          : outputTypes.get(outputTypeId);
      const subject = {
        productId,
        productName: `Product ${productId}`,
        outputType,
        workflow,
        reuse: 'allowed',
      } as const;
      return gatherSubject(context, gathering, subject);
    },
  });
  const gathering = { cad, materials, templates, blender, workflows };
  workflows.seed();

  const notices = createNoticeService(context);
  const media = createMediaService(context);
  const gathered = { ...tools, ...gathering, outputTypes, results, notices, mediaService: media };
  const { runs, queue, previews, log, recover } = joinRuns(context, gathered, runtime);
  const isIdle = (): boolean => queue.idle && !previews.busy && aliveInstances(context.folders.home).size <= 1;
  const janitor = createJanitor(context, {
    ...{ artifacts, isIdle },
    foreignUntil: () => database.foreignUntil(),
  });
  const imports = new ImportJobs(context, products);
  const sample = createSampleProduct(context, products);

  const alive = aliveInstances(context.folders.home);
  recover(() => false);
  if (alive.size <= 1) {
    sweepImports(context);
    sweepPreviews(context);
    artifacts.clearPartial().catch((thrown: unknown) => context.logger.error('the store could not be tidied', thrown));
  }
  reportKeptSettings(context, { notices });

  return {
    services: {
      ...{ context, products, sample, imports, materials, templates, outputTypes, workflows },
      ...{ runs, queue, previews, media, notices, janitor },
      workflowFiles: createWorkflowFiles(context, workflows),
      drafts: createDraftService(context),
    },
    async close() {
      await Promise.all([previews.close(), queue.close(), janitor.close()]);
      await imports.close();
      await Promise.all([pool.close(), importer.close(), mediaWorker.close()]);
      log.flush();
      commit.flush();
      database.close();
    },
  };
}
