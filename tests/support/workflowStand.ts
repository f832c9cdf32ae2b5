import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '../../electron/persistence/database.ts';
import { createArtifactStore } from '../../electron/media/artifactStore.ts';
import { nodeCatalogueOf } from '../../electron/nodes/nodeCatalogueOf.ts';
import { createNodeRegistry } from '../../electron/nodes/registry.ts';
import type { DispatchOrder } from '../../electron/runtime/contracts/dispatch.ts';
import type { GraphEngine, NodeResultStore } from '../../electron/runtime/contracts/engine.ts';
import { ensureApplicationFolders } from '../../electron/services/applicationFolders.ts';
import { createBlenderService } from '../../electron/services/blenderService.ts';
import { createCadLibrary } from '../../electron/services/cadLibrary.ts';
import type { CheckTools } from '../../electron/services/checkWorkflow.ts';
import { EventBus } from '../../electron/services/eventBus.ts';
import type { Logger } from '../../electron/services/logger.ts';
import { openMaterialLibrary } from '../../electron/services/materialLibrary.ts';
import { createOutputTypeService } from '../../electron/services/outputTypeService.ts';
import type { ServiceContext } from '../../electron/services/serviceContext.ts';
import { openSettings } from '../../electron/services/settingsStore.ts';
import { createTemplateService } from '../../electron/services/templateService.ts';
import { createWorkflowService, type WorkflowService } from '../../electron/services/workflowService.ts';
import type { BlenderRuntime } from '../../shared/domain/blenderRuntime.ts';
import { type Manifest, manifestSchema } from '../../shared/domain/cad.ts';
import type { MaterialRule } from '../../shared/domain/material.ts';
import { resourcesFolder } from './testBlender.ts';

const runtime: BlenderRuntime = {
  ...{ id: 'b', kind: 'program', version: '4.5.15', executable: '/opt/blender', prefixArguments: [], environment: {} },
  ...{ origin: 'installed', usable: true, problem: null },
};

/** Nothing was made before. */
const noResults: NodeResultStore = {
  find: async () => null,
  previous: () => null,
  expectedSeconds: () => null,
  keep: async () => undefined,
  used: () => undefined,
};

export interface WorkflowStandOptions {
  readonly database: Database;
  readonly home: string;
  readonly clock: () => Date;
  readonly resources?: string;
  readonly blender?: 'found' | 'missing';
  readonly freeBytes?: number;
  readonly engine?: GraphEngine | null;
}

/** The workflow service on a real database, with the node types, templates and materials that ship. */
export interface WorkflowStand {
  readonly workflows: WorkflowService;
  readonly context: ServiceContext;
  /** Ids of the workflows that windows were told about. */
  readonly told: string[];
  /** What was asked for as an order. */
  readonly ordered: Parameters<CheckTools['orderFor']>[0][];
  readonly logged: unknown[];
}

export function workflowStand(options: WorkflowStandOptions): WorkflowStand {
  const { database, clock, resources = resourcesFolder } = options;
  const folders = ensureApplicationFolders(options.home);
  const events = new EventBus();
  const told: string[] = [];
  events.on((name, payload) => {
    if (name === 'workflows:changed' && 'workflowId' in payload) told.push(payload.workflowId);
  });
  const logged: unknown[] = [];
  const logger: Logger = {
    ...{ info: () => undefined, warn: () => undefined, close: () => undefined },
    error: (text) => void logged.push(text),
  };
  const settings = openSettings({ file: folders.settingsFile, events, now: clock() });
  let ids = 0;
  const context: ServiceContext = {
    ...{ repositories: database, folders, resources, events, settings, logger, clock },
    transaction: (work) => database.transaction(work),
    platform: {
      ...{ notify: () => undefined, reveal: () => undefined },
      ...{ chooseFiles: async () => null, saveFile: async () => null },
    },
    newId: () => `id-${(ids += 1)}`,
    ...{ version: '0.0.0-test', instanceId: 'test' },
  };
  const ordered: WorkflowStand['ordered'] = [];
  const workflows = createWorkflowService(context, {
    cad: createCadLibrary(context, {
      import: () => Promise.reject(new Error('not here')),
      close: async () => undefined,
    }),
    materials: openMaterialLibrary(resourcesFolder),
    templates: createTemplateService(
      { ...context, resources: resourcesFolder },
      {
        artifacts: createArtifactStore({ home: options.home }),
        inspect: () => Promise.reject(new Error('not here')),
      },
    ),
    blender: createBlenderService({
      locator: { locate: async () => (options.blender === 'missing' ? [] : [runtime]), probe: async () => runtime },
      ...{ settings, events, demanded: null },
    }),
    outputTypes: createOutputTypeService(context),
    catalogue: nodeCatalogueOf(createNodeRegistry()),
    results: noResults,
    engine: () => options.engine ?? null,
    orderFor: async (request) => {
      ordered.push(request);
      return {} as DispatchOrder;
    },
    freeBytes: () => options.freeBytes ?? 100e9,
  });
  return { workflows, context, told, ordered, logged };
}

const zero = { min: [0, 0, 0], max: [1, 1, 1], size: [1, 1, 1] };

function manifest(names: readonly string[]): Manifest {
  return manifestSchema.parse({
    schemaVersion: 1,
    source: { fileName: 'gear.step', sha256: 'c'.repeat(64), bytes: 1, stepSchema: 'AP242' },
    importer: { name: 'test', version: '1' },
    tessellation: { linearDeflection: 1, angularDeflection: 1 },
    unitsToMetres: 0.001,
    boundingBox: zero,
    rootName: 'gear',
    ...{ assemblies: [], meshes: [], droppedEmpties: [], problems: [] },
    parts: names.map((name) => ({
      ...{ partKey: `${name}-key`, name, productName: name, path: [], assemblyId: 'root', color: null },
      transform: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1],
      ...{ meshId: name, solids: 1, boundingBox: zero },
    })),
  });
}

/** A product whose STEP file was imported: ring and ball. Answers the folder of its files. */
export function importedProduct(
  { database, home }: Pick<WorkflowStandOptions, 'database' | 'home'>,
  id: string,
  rules: MaterialRule[] = [{ pattern: '*', materialId: 'brass' }],
): string {
  const folder = join(home, 'cad', id);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest(['ring', 'ball'])));
  writeFileSync(join(folder, 'model.glb'), 'model');
  writeFileSync(join(folder, 'source.step'), 'step');
  const at = '2026-01-05T08:00:00.000Z';
  database.cadFiles.insert({
    ...{ id: `cad-${id}`, fileName: 'gear.step', sha256: `sha of ${id}`, bytes: 1, parts: 2 },
    manifestPath: `cad/${id}/manifest.json`,
    glbPath: `cad/${id}/model.glb`,
    stepPath: `cad/${id}/source.step`,
    ...{ thumbnailPath: null, importedAt: at, importSeconds: 1 },
  });
  database.products.insert({
    ...{ id, name: 'Gear', articleNumber: '', category: '', cadFileId: `cad-${id}`, rules },
    ...{ unmatchedParts: 0, isSample: false, createdAt: at },
  });
  return folder;
}
