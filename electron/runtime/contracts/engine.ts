import type { CoreFields, RunLogLine, RunStep } from '../../../shared/domain/run.ts';
import type { PlannedNode } from '../../../shared/domain/workflowProblem.ts';
import type { NodeCatalogue } from '../../../shared/graph/nodeCatalogue.ts';
import type { Clock, DispatchOrder } from './dispatch.ts';
import type { NodeEffects, NodeOutputs, NodeRegistry, NodeServices } from './node.ts';
import type { ArtifactFile, PortValue } from './portValues.ts';
import type { RunWorkflow } from './runWorkflow.ts';

/** What decided the outputs of a node, in parts, so that a miss can be explained. All values are hashes or plain JSON. */
export interface ResultParts {
  readonly nodeType: string;
  readonly version: number;
  readonly settings: Readonly<Record<string, unknown>>;
  /** port -> hashes of the values at it, in order. */
  readonly inputs: Readonly<Record<string, readonly string[]>>;
  readonly facets: Readonly<Record<string, unknown>>;
  /** null = no Blender takes part. */
  readonly blender: string | null;
}

export interface NodeResult {
  /** SHA-256 of the canonical JSON of `parts`. */
  readonly key: string;
  readonly parts: ResultParts;
  readonly outputs: Readonly<Record<string, PortValue>>;
  readonly durationSeconds: number;
}

/** Whose outputs a result is: those of a node of a workflow, in a run or a preview. */
export interface ResultUse {
  readonly workflowId: string;
  readonly nodeId: string;
  readonly runId: string;
}

/** Where outputs of nodes are kept between runs. Implemented by services on SQLite and the artifact store. */
export interface NodeResultStore {
  /** null = never made. `damaged` = made, but a file of it is gone or not what it was. */
  find(key: string): Promise<{ result: NodeResult } | { damaged: string } | null>;
  /**
   * What decided the outputs that this node of this workflow gave last, made or reused; for one that never gave any, the
   * latest of its counterpart in another workflow that had the same inputs. To say what is different now.
   */
  previous(parts: ResultParts, of: Omit<ResultUse, 'runId'>): ResultParts | null;
  /** Median seconds of the latest results of this type at this node, else of this type; null = no history. */
  expectedSeconds(workflowId: string, nodeId: string, nodeType: string): number | null;
  /** Resolves once it would survive a power cut: a node is told as done only then. */
  keep(result: NodeResult, of: ResultUse): Promise<void>;
  /** A found result was taken instead of making it anew. Never fails: what is lost with it is an explanation. */
  used(key: string, of: ResultUse): void;
}

/** Where files of outputs go when a node is done: by content, so that the node's folder may be deleted. */
export interface ArtifactKeeper {
  put(file: ArtifactFile): Promise<ArtifactFile>;
}

/** Tells what goes on in the nodes. Every state passes the state machine before it gets here. */
export interface GraphReporter {
  step(step: RunStep): void;
  log(nodeId: string | null, level: RunLogLine['level'], text: string): void;
  progress(progress: {
    nodeId: string;
    /** Over the whole run. */
    fraction: number;
    /** Of the node alone. */
    nodeFraction: number;
    etaSeconds: number | null;
    message: string;
    previewFile: string | null;
  }): void;
  core(fields: Partial<CoreFields>): void;
}

/** Where a fault is put in on purpose. `comparator` counts as a node id. */
export interface InjectedFault {
  /** Node id, node type, `comparator`, or `*`. */
  readonly at: string;
  readonly phase: 'before' | 'during' | 'after';
  readonly kind: 'exception' | 'hang' | 'kill_blender' | 'corrupt';
}

export interface GraphRunRequest {
  readonly order: DispatchOrder;
  readonly workflow: RunWorkflow;
  /**
   * An observer has no effects and neither takes nor leaves results of other runs. A preview has no effects either, but
   * shares results with authoritative runs.
   */
  readonly authority: 'authoritative' | 'observer' | 'preview';
  /** fresh: nothing is reused, what is made is kept. */
  readonly reuse: 'allowed' | 'fresh';
  /** Absolute; belongs to this run of this graph alone. */
  readonly folder: string;
  readonly services: (nodeFolder: string) => NodeServices;
  /** null: the run leaves the world as it is. */
  readonly effects: NodeEffects | null;
  readonly results: NodeResultStore | null;
  readonly artifacts: ArtifactKeeper;
  readonly reporter: GraphReporter;
  readonly faults: readonly InjectedFault[];
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** A node that takes longer is given up. */
  readonly nodeSeconds: { readonly cpu: number; readonly blender: number };
  readonly applicationVersion: string;
}

/** A part of a graph, run to look at what one node gives: that node, and everything that it takes from. */
export interface GraphPreviewRequest extends Omit<GraphRunRequest, 'authority' | 'reuse' | 'effects'> {
  /** Id of a node of the workflow. */
  readonly upTo: string;
}

export interface GraphRunOutcome {
  /** null for an observer. */
  readonly mediaAssetId: string | null;
  /** What was, or would have been, published. */
  readonly asset: PortValue<'asset'>;
  readonly nodes: { readonly done: number; readonly reused: number };
}

/**
 * Runs workflow graphs. A run rejects with the AppError of the first node that failed, after every branch that does not
 * depend on it has ended: `workflow.invalid`, `graph.node_failed`, `graph.node_timeout`, `graph.output_invalid`,
 * `app.cancelled`, or the error of the node itself.
 */
export interface GraphEngine {
  run(request: GraphRunRequest): Promise<GraphRunOutcome>;
  /** What the node gives, port -> value. Nothing happens to the world, and what was made is kept for later runs. */
  preview(request: GraphPreviewRequest): Promise<NodeOutputs>;
  /** Which nodes would run, which would be reused and why. Runs nothing. */
  plan(request: Pick<GraphRunRequest, 'order' | 'workflow' | 'results' | 'reuse'>): Promise<PlannedNode[]>;
}

export interface GraphEngineOptions {
  readonly registry: NodeRegistry;
  /** Of the same registry: dispatch judges a workflow by what everybody else judges it by. */
  readonly catalogue: NodeCatalogue;
  /** Nodes of each kind that may run at the same time, over all runs. */
  readonly slots: { readonly cpu: number; readonly blender: number };
}
