import type { OutputType } from '../../shared/domain/outputType.ts';
import type { WorkflowConfig } from '../../shared/domain/workflow.ts';
import {
  isDispatchable,
  type PlannedNode,
  type WorkflowCheck,
  type WorkflowProblem,
} from '../../shared/domain/workflowProblem.ts';
import { AppError } from '../../shared/errors/appError.ts';
import type { NodeCatalogue } from '../../shared/graph/nodeCatalogue.ts';
import { parseWorkflow } from '../../shared/graph/parseWorkflow.ts';
import { validateWorkflow } from '../../shared/graph/validateWorkflow.ts';
import type { DispatchOrder } from '../runtime/contracts/dispatch.ts';
import type { GraphEngine, NodeResultStore } from '../runtime/contracts/engine.ts';
import type { RunWorkflow } from '../runtime/contracts/runWorkflow.ts';
import type { OutputTypeService } from './outputTypeService.ts';
import { type PreflightTools, preflight } from './preflight.ts';
import type { ServiceContext } from './serviceContext.ts';
import { workflowAsRun } from './workflowAsRun.ts';

export interface CheckTools extends PreflightTools {
  /** The node types of this build. */
  readonly catalogue: NodeCatalogue;
  readonly outputTypes: Pick<OutputTypeService, 'get'>;
  /** null = a build without the graph engine. */
  readonly engine: () => GraphEngine | null;
  readonly results: NodeResultStore;
  /** The order as a dispatch would have it; it is written nowhere. No output type = one that the workflow fits. */
  readonly orderFor: (request: {
    productId: string;
    outputTypeId: string | null;
    workflow: RunWorkflow;
  }) => Promise<DispatchOrder>;
}

export interface CheckRequest {
  readonly config: unknown;
  /** The workflow that it is a revision of; null = of none yet. */
  readonly workflowId: string | null;
  /** With a product: preflight. */
  readonly productId: string | null;
  readonly outputTypeId: string | null;
  /** Whether to say what would run and what be reused; needs a product. */
  readonly plan: boolean;
}

/** Before it is saved a workflow has no id; nothing in history is of it. */
const UNSAVED = 'unsaved';

/** Nodes one after the other: Blender works at one of them at a time, and the others take next to nothing. */
function totalSeconds(plan: readonly PlannedNode[]): number | null {
  const times = plan.map(({ decision, expectedSeconds }) => (decision === 'reuse' ? 0 : expectedSeconds));
  return times.reduce<number | null>((sum, time) => (sum === null || time === null ? null : sum + time), 0);
}

function answer(problems: WorkflowProblem[], plan: PlannedNode[]): WorkflowCheck {
  const expectedSeconds = plan.length === 0 ? null : totalSeconds(plan);
  return { dispatchable: isDispatchable(problems), problems, plan, expectedSeconds };
}

async function planOf(
  context: ServiceContext,
  tools: CheckTools,
  { workflowId, productId, outputTypeId }: CheckRequest & { productId: string },
  config: WorkflowConfig,
): Promise<PlannedNode[]> {
  const engine = tools.engine();
  if (!engine) throw new AppError('graph.engine_missing', 'Without a graph engine there is nothing to plan.');
  const workflow = workflowAsRun(context, config, { id: workflowId ?? UNSAVED, saved: workflowId !== null });
  const order = await tools.orderFor({ productId, outputTypeId, workflow });
  return engine.plan({ order, workflow, results: tools.results, reuse: 'allowed' });
}

/**
 * The one answer to whether a workflow can be dispatched: of the document, of the graph against its node types and its
 * output type, and, with a product, of this machine. All problems at once.
 * @throws AppError `product.unknown`, `output_type.unknown`, `graph.engine_missing`
 */
export async function checkWorkflow(
  context: ServiceContext,
  tools: CheckTools,
  request: CheckRequest,
): Promise<WorkflowCheck> {
  const { productId, outputTypeId } = request;
  const outputType: OutputType | null = outputTypeId === null ? null : tools.outputTypes.get(outputTypeId);
  const { config, problems: malformed } = parseWorkflow(request.config);
  if (!config) return answer(malformed, []);
  const problems = [...validateWorkflow(config, tools.catalogue, outputType)];
  if (productId === null) return answer(problems, []);
  const { catalogue } = tools;
  problems.push(...(await preflight(context, tools, { config, catalogue, productId, outputType })));
  if (!request.plan || !isDispatchable(problems)) return answer(problems, []);
  return answer(problems, await planOf(context, tools, { ...request, productId }, config));
}
