import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createArtifactStore } from '../../electron/media/artifactStore.ts';
import { type Database, openDatabase } from '../../electron/persistence/database.ts';
import type {
  GraphEngine,
  GraphRunOutcome,
  GraphRunRequest,
  NodeResultStore,
} from '../../electron/runtime/contracts/engine.ts';
import type { NodeServices } from '../../electron/runtime/contracts/node.ts';
import type { PortValue } from '../../electron/runtime/contracts/portValues.ts';
import { createGraphEngine } from '../../electron/runtime/engine/createGraphEngine.ts';
import { type GroupCommit, createGroupCommit } from '../../electron/services/groupCommit.ts';
import { createNodeResultStore } from '../../electron/services/nodeResultStore.ts';
import type { CoreFields, RunStep, StepState } from '../../shared/domain/run.ts';
import type { WorkflowConfig } from '../../shared/domain/workflow.ts';
import { aDispatchOrder } from '../unit/runtime/aDispatchOrder.ts';
import { type StubNodes, stubNodes } from './stubNodes.ts';

type Settings = WorkflowConfig['nodes'][number]['settings'];

/** `nodes`: id -> type, or type and settings. `edges`: `still.image -> save.artifact`. Labels are the ids, capitalised. */
export function stubWorkflow(
  nodes: Readonly<Record<string, string | readonly [type: string, settings: Settings]>>,
  edges: readonly string[],
  versions: Readonly<Record<string, number>> = {},
): WorkflowConfig {
  return {
    ...{ schemaVersion: 1, name: 'Stills', family: 'order_line', executionMode: 'graph' },
    nodes: Object.entries(nodes).map(([id, node], index) => {
      const [type, settings] = typeof node === 'string' ? [node, {}] : node;
      const label = id.charAt(0).toUpperCase() + id.slice(1);
      return { id, type, version: versions[type] ?? 1, position: { x: index * 200, y: 0 }, settings, label };
    }),
    edges: edges.map((text, index) => {
      const [source = '', target = ''] = text.split(' -> ');
      return { id: `e${index + 1}`, source: end(source), target: end(target) };
    }),
  };
}

function end(text: string): { node: string; port: string } {
  const [node = '', port = ''] = text.split('.');
  return { node, port };
}

/** Folders, database, artifact store and result store of an engine: the real ones, in a folder of their own. */
export class EngineStage {
  readonly folder = mkdtempSync(join(tmpdir(), 'hartomat-engine-'));
  readonly database: Database;
  readonly artifacts = createArtifactStore({ home: this.folder });
  readonly results: NodeResultStore;
  readonly commit: GroupCommit;
  stubs: StubNodes;
  engine: GraphEngine;
  readonly #slots: { cpu: number; blender: number };
  #runs = 0;

  constructor(slots: { cpu: number; blender: number } = { cpu: 2, blender: 1 }) {
    this.#slots = slots;
    const clock = () => new Date();
    const migrations = resolve(import.meta.dirname, '../../migrations');
    const opened = openDatabase({ home: this.folder, migrations, clock });
    if (!opened.database) throw new Error(opened.status.message);
    this.database = opened.database;
    this.commit = createGroupCommit((work) => opened.database.transaction(work));
    const repository = this.database.nodeResults;
    this.results = createNodeResultStore({ repository, artifacts: this.artifacts, commit: this.commit, clock });
    this.stubs = stubNodes();
    this.engine = this.#engineOf(this.stubs);
  }

  /** The application again, with other node types: what was kept is still there. */
  restart(versions: Readonly<Record<string, number>> = {}): void {
    this.stubs = stubNodes(versions);
    this.engine = this.#engineOf(this.stubs);
  }

  #engineOf({ registry, catalogue }: StubNodes): GraphEngine {
    return createGraphEngine({ registry, catalogue, slots: this.#slots });
  }

  close(): void {
    this.database.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** A run of this workflow that is not started yet, and everything that will be told of it. */
  prepare(config: WorkflowConfig, change: Partial<GraphRunRequest> = {}): PreparedRun {
    this.#runs += 1;
    const id = `run-${this.#runs}`;
    return new PreparedRun(this, id, config, change);
  }

  async run(config: WorkflowConfig, change: Partial<GraphRunRequest> = {}): Promise<PreparedRun> {
    const prepared = this.prepare(config, change);
    await prepared.start();
    return prepared;
  }
}

/** What a node can ask for, as far as stubs do. */
function stubServices(folder: string): NodeServices {
  mkdirSync(folder, { recursive: true });
  const path = (name: string): string => join(folder, name);
  const services: Partial<NodeServices> = {
    path,
    async file(name, file) {
      const content = readFileSync(file);
      const sha256 = createHash('sha256').update(content).digest('hex');
      return { name, extension: file.split('.').at(-1) ?? '', path: file, sha256, bytes: content.length };
    },
    async writeText(name, text) {
      writeFileSync(path(name), text);
      return path(name);
    },
  };
  return services as NodeServices;
}

export class PreparedRun {
  readonly cancel = new AbortController();
  readonly steps: RunStep[] = [];
  readonly log: string[] = [];
  readonly fractions: number[] = [];
  readonly published: PortValue<'asset'>[] = [];
  readonly notified: (string | null)[] = [];
  core: Partial<CoreFields> = {};
  outcome: GraphRunOutcome | null = null;
  readonly request: GraphRunRequest;
  readonly #stage: EngineStage;

  constructor(stage: EngineStage, id: string, config: WorkflowConfig, change: Partial<GraphRunRequest>) {
    this.#stage = stage;
    const workflow = { id: 'wf-1', name: config.name, revision: 1, sha256: 'workflow-hash', config };
    const order = aDispatchOrder();
    this.request = {
      ...{ order: { ...order, runId: id, workflow }, workflow, authority: 'authoritative', reuse: 'allowed' },
      folder: join(stage.folder, 'runs', id),
      services: stubServices,
      effects: {
        publish: async (asset) => ({ mediaAssetId: `asset-${this.published.push(asset)}` }),
        notify: async (message) => void this.notified.push(message),
        setThumbnail: async () => undefined,
      },
      results: stage.results,
      artifacts: { put: async (file) => ({ ...file, ...(await stage.artifacts.put(file.path, file.extension)) }) },
      reporter: {
        step: (step) => void this.steps.push(step),
        log: (nodeId, level, text) => void this.log.push(`${level} ${nodeId}: ${text}`),
        progress: ({ fraction }) => void this.fractions.push(fraction),
        core: (fields) => void Object.assign(this.core, fields),
      },
      ...{ faults: [], clock: () => new Date(), signal: this.cancel.signal, nodeSeconds: { cpu: 60, blender: 60 } },
      applicationVersion: '1.2.3',
      ...change,
    };
  }

  async start(): Promise<GraphRunOutcome> {
    this.outcome = await this.#stage.engine.run(this.request);
    this.#stage.commit.flush();
    return this.outcome;
  }

  /** The last step that was told of each node. */
  get last(): Record<string, RunStep> {
    return Object.fromEntries(this.steps.map((step) => [step.key, step]));
  }

  get states(): Record<string, StepState> {
    return Object.fromEntries(this.steps.map(({ key, state }) => [key, state]));
  }

  get reasons(): Record<string, string> {
    return Object.fromEntries(this.steps.map(({ key, why }) => [key, why]));
  }

  /** All states of a node, in time. */
  history(nodeId: string): StepState[] {
    return this.steps.filter(({ key }) => key === nodeId).map(({ state }) => state);
  }
}

/** A promise that is settled from outside. */
export function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}
