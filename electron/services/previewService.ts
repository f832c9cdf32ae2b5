import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Preview, PreviewQuality } from '../../shared/domain/preview.ts';
import { waitingStep } from '../../shared/domain/waitingStep.ts';
import type { WorkflowConfig } from '../../shared/domain/workflow.ts';
import { isDispatchable } from '../../shared/domain/workflowProblem.ts';
import { AppError, toErrorValue } from '../../shared/errors/appError.ts';
import type { NodeCatalogue } from '../../shared/graph/nodeCatalogue.ts';
import { orderNodes } from '../../shared/graph/orderNodes.ts';
import { parseWorkflow } from '../../shared/graph/parseWorkflow.ts';
import { partUpTo } from '../../shared/graph/partUpTo.ts';
import { validateUpTo } from '../../shared/graph/validateUpTo.ts';
import { withFileErrors } from '../media/fileErrors.ts';
import type { DispatchOrder } from '../runtime/contracts/dispatch.ts';
import type { GraphReporter } from '../runtime/contracts/engine.ts';
import { gatherSubject, type GatherTools } from './gatherOrder.ts';
import type { GraphRunner } from './graphRunner.ts';
import { malformedWorkflow } from './malformedWorkflow.ts';
import { oneAtATime } from './oneAtATime.ts';
import type { OutputTypeService } from './outputTypeService.ts';
import { PreviewBoard, type PreviewEnd } from './previewBoard.ts';
import { previewOutputType } from './previewOutputType.ts';
import { previewTables, readManifest } from './previewTables.ts';
import { quickHistoryOf } from './quickHistory.ts';
import { quickSettings } from './quickSettings.ts';
import type { ServiceContext } from './serviceContext.ts';
import { workflowAsRun } from './workflowAsRun.ts';

export interface PreviewRequest {
  readonly config: unknown;
  /** null = it was never saved. */
  readonly workflowId: string | null;
  readonly nodeId: string;
  readonly productId: string;
  /** null = one that fits the workflow. */
  readonly outputTypeId: string | null;
  readonly quality: PreviewQuality;
}

/** Runs a graph up to one node, beside the queue: no run, no media asset, no notification. One at a time. */
export interface PreviewService {
  /**
   * Begins one and answers it waiting; `previews:changed` tells the rest. One that is under way is given up for it, but
   * only when this one can begin.
   * @throws AppError `workflow.malformed`, `workflow.invalid` (details.problems: those of the nodes that take part),
   * `app.not_found` (no such node), `product.*`, `output_type.unknown`, `graph.engine_missing`, `blender.*`
   */
  start(request: PreviewRequest): Promise<Preview>;
  /** Answers it as it ended: no Blender works for it any more. @throws AppError `app.not_found` */
  cancel(id: string): Promise<Preview>;
  /** Whether one is under way. */
  readonly busy: boolean;
  /** Gives up what is under way and waits for its end. Nothing can be started afterwards. */
  close(): Promise<void>;
}

export interface PreviewTools extends GatherTools {
  readonly catalogue: NodeCatalogue;
  readonly outputTypes: OutputTypeService;
  readonly graph: Pick<GraphRunner, 'available' | 'preview'>;
}

/** Ended ones that can still be asked for. */
const REMEMBERED = 8;

interface Work {
  readonly board: PreviewBoard;
  readonly stop: AbortController;
  /** Never rejects. */
  readonly ended: Promise<void>;
}

class Previews implements PreviewService {
  readonly #context: ServiceContext;
  readonly #tools: PreviewTools;
  readonly #inTurn = oneAtATime();
  /** In the order of time; the last one may be under way. */
  readonly #works = new Map<string, Work>();
  #latest: Work | null = null;
  #closed = false;

  constructor(context: ServiceContext, tools: PreviewTools) {
    this.#context = context;
    this.#tools = tools;
  }

  /** Beginning takes time: of two that are asked for at once, the later one is the one that stays. */
  start(request: PreviewRequest): Promise<Preview> {
    return this.#inTurn(() => this.#begin(request));
  }

  async cancel(id: string): Promise<Preview> {
    const work = this.#works.get(id);
    if (!work) throw new AppError('app.not_found', `There is no preview ${id}.`, { details: { id } });
    work.stop.abort();
    await work.ended;
    return work.board.preview;
  }

  get busy(): boolean {
    return this.#latest !== null && this.#latest.board.preview.endedAt === null;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#inTurn(async () => {
      this.#latest?.stop.abort();
      await this.#latest?.ended;
    });
  }

  async #begin(request: PreviewRequest): Promise<Preview> {
    const { nodeId, quality } = request;
    const config = this.#demandSound(request);
    const id = this.#context.newId();
    const order = await this.#orderFor(id, config, request);
    if (this.#closed) throw new AppError('app.cancelled', 'The application is ending.');

    const before = this.#latest;
    before?.stop.abort();
    const stop = new AbortController();
    const board = new PreviewBoard(this.#context, { id, nodeId, quality, steps: this.#stepsOf(config, nodeId) });
    const ended = this.#carryOut(board, order, stop.signal, before?.ended ?? Promise.resolve());
    this.#latest = { board, stop, ended };
    this.#works.set(id, this.#latest);
    const [oldest] = this.#works.keys();
    if (this.#works.size > REMEMBERED && oldest !== undefined) this.#works.delete(oldest);
    return board.preview;
  }

  #demandSound({ config: document, nodeId }: PreviewRequest): WorkflowConfig {
    const { config, problems: malformed } = parseWorkflow(document);
    if (!config) throw malformedWorkflow('The workflow', malformed);
    if (!config.nodes.some(({ id }) => id === nodeId)) {
      throw new AppError('app.not_found', `${config.name} has no node ${nodeId}.`, { details: { nodeId } });
    }
    const problems = validateUpTo(config, this.#tools.catalogue, nodeId);
    if (isDispatchable(problems)) {
      if (this.#tools.graph.available) return config;
      throw new AppError('graph.engine_missing', 'Without a graph engine no node can be run.');
    }
    const [first] = problems.filter(({ severity }) => severity === 'error');
    throw new AppError('workflow.invalid', `The node cannot be run: ${first?.message ?? ''}`, {
      remedy: 'Correct the listed problems of the node and of what it takes from.',
      details: { problems },
    });
  }

  async #orderFor(id: string, asked: WorkflowConfig, request: PreviewRequest): Promise<DispatchOrder> {
    const { productId, outputTypeId, quality, workflowId } = request;
    const full = { config: asked, outputType: previewOutputType(outputTypeId, asked, this.#tools) };
    const { config, outputType } = quality === 'full' ? full : quickSettings(full, this.#tools.catalogue);
    const workflow = workflowAsRun(this.#context, config, { id: workflowId ?? id, saved: workflowId !== null });
    const ofItself = quality === 'full' ? workflow : { ...workflow, id: quickHistoryOf(workflow.id) };
    const subject = { productId, productName: `Product ${productId}`, outputType, reuse: 'allowed' } as const;
    const folder = join(this.#context.folders.previews, id);
    const names = { runId: id, runNumber: '', orderLineId: '', orderLineNumber: '', priority: 'normal' } as const;
    return gatherSubject(this.#context, this.#tools, { ...subject, workflow: ofItself }, { ...names, folder });
  }

  #stepsOf(config: WorkflowConfig, nodeId: string): Preview['steps'] {
    const part = partUpTo(config, nodeId);
    const nodes = new Map(part.nodes.map((node) => [node.id, node]));
    return orderNodes(part).order.flatMap((key) => {
      const node = nodes.get(key);
      if (!node) return [];
      const label = node.label ?? this.#tools.catalogue.get(node.type)?.label ?? node.type;
      return [waitingStep({ executor: 'graph', key, label, nodeType: node.type })];
    });
  }

  /** Never rejects: every outcome is a state of the preview. */
  async #carryOut(board: PreviewBoard, order: DispatchOrder, signal: AbortSignal, before: Promise<void>) {
    await before;
    const end = await this.#outcome(board, order, signal);
    await rm(order.folder, { recursive: true, force: true }).catch((thrown: unknown) =>
      this.#context.logger.warn('the folder of a preview stays', { id: order.runId, error: toErrorValue(thrown) }),
    );
    board.end(end);
  }

  async #outcome(board: PreviewBoard, order: DispatchOrder, signal: AbortSignal): Promise<PreviewEnd> {
    const target = { nodeId: board.preview.nodeId, reporter: this.#reporterOf(board) };
    try {
      await withFileErrors(order.folder, 'write', () => mkdir(order.folder, { recursive: true }));
      const outputs = await this.#tools.graph.preview(order, target, signal);
      return { state: 'done', tables: await previewTables(outputs, await partNames(order)) };
    } catch (thrown) {
      if (signal.aborted) return { state: 'cancelled' };
      const error = toErrorValue(thrown);
      if (error.kind === 'unexpected') this.#context.logger.error('a preview failed unexpectedly', thrown);
      return { state: 'failed', error };
    }
  }

  #reporterOf(board: PreviewBoard): GraphReporter {
    const { logger } = this.#context;
    return {
      step: (step) => board.step(step),
      log: (nodeId, level, text) => {
        board.log({ level, source: nodeId === null ? 'graph' : `node:${nodeId}`, text });
        if (level === 'warn' || level === 'error') logger.warn(text, { preview: board.preview.id, nodeId });
      },
      progress: ({ nodeId, nodeFraction, etaSeconds, message }) =>
        board.progress({ nodeId, fraction: nodeFraction, etaSeconds, message }),
      core: () => undefined,
    };
  }
}

/** Names of the product's parts by their keys; a manifest that cannot be read leaves the keys to speak for themselves. */
async function partNames({ cad }: DispatchOrder): Promise<(partKey: string) => string | null> {
  const manifest = await readManifest(cad.manifestPath).catch(() => null);
  const names = new Map((manifest?.parts ?? []).map(({ partKey, name }) => [partKey, name]));
  return (partKey) => names.get(partKey) ?? null;
}

export function createPreviewService(context: ServiceContext, tools: PreviewTools): PreviewService {
  return new Previews(context, tools);
}
