import { partUpTo } from '../../../shared/graph/partUpTo.ts';
import { validateUpTo } from '../../../shared/graph/validateUpTo.ts';
import { validateWorkflow } from '../../../shared/graph/validateWorkflow.ts';
import { orderNodes } from '../../../shared/graph/orderNodes.ts';
import { publishersOf } from '../../../shared/graph/publishersOf.ts';
import { isDispatchable, type WorkflowProblem } from '../../../shared/domain/workflowProblem.ts';
import type { WorkflowConfig } from '../../../shared/domain/workflow.ts';
import { AppError } from '../../../shared/errors/appError.ts';
import type { GraphEngineOptions, GraphPreviewRequest, GraphRunRequest } from '../contracts/engine.ts';
import type { NodeRegistry, RegisteredNode } from '../contracts/node.ts';
import { withSelfSaves } from './selfSaves.ts';

/** Where a value at an input comes from. */
interface NodeSource {
  readonly port: string;
  readonly node: string;
  readonly output: string;
}

/** A node as the engine runs it: type, settings and connections resolved. */
export interface GraphNode {
  readonly id: string;
  readonly type: string;
  /** As people see it. */
  readonly label: string;
  readonly registered: RegisteredNode;
  /** Parsed, with defaults. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** From 0: longest way from a node without inputs. */
  readonly level: number;
  /** Position in the order of execution, from 0. */
  readonly rank: number;
  /** In the order of the edges. */
  readonly sources: readonly NodeSource[];
}

export interface PreparedGraph {
  /** In the order of execution: by level, then as the config lists them. */
  readonly nodes: readonly GraphNode[];
}

interface DeliveringGraph extends PreparedGraph {
  /** Id of the only node that publishes. */
  readonly publisher: string;
}

/**
 * Checks a workflow as validation does and makes it ready to run.
 * @throws AppError `workflow.invalid` with every problem in `details.problems`
 */
export function prepareGraph(
  request: Pick<GraphRunRequest, 'order' | 'workflow'>,
  { registry, catalogue }: Pick<GraphEngineOptions, 'registry' | 'catalogue'>,
): DeliveringGraph {
  const { config, name } = request.workflow;
  const { family, artifactKind, format } = request.order.outputType;
  const problems = validateWorkflow(config, catalogue, { family, artifactKind, format });
  demandDispatchable(`Workflow ${name}`, problems);
  const complete = withSelfSaves(config, registry, publishersOf(config, catalogue));
  const [publisher] = publishersOf(complete, catalogue);
  if (publisher === undefined) {
    throw new AppError('workflow.invalid', `Workflow ${name} publishes nothing.`, { details: { problems } });
  }
  return { nodes: inOrder(complete, registry), publisher };
}

/**
 * The same for one node and everything that it takes from. What the workflow delivers does not matter.
 * @throws AppError `workflow.invalid` with the problems of these nodes in `details.problems`
 */
export function preparePart(
  { workflow, upTo }: Pick<GraphPreviewRequest, 'workflow' | 'upTo'>,
  { registry, catalogue }: Pick<GraphEngineOptions, 'registry' | 'catalogue'>,
): PreparedGraph {
  const node = workflow.config.nodes.find(({ id }) => id === upTo);
  if (!node) throw new AppError('app.not_found', `Workflow ${workflow.name} has no node ${upTo}.`);
  demandDispatchable(
    `${node.label ?? registry.get(node.type)?.definition.label ?? node.type}`,
    validateUpTo(workflow.config, catalogue, upTo),
  );
  return { nodes: inOrder(partUpTo(workflow.config, upTo), registry) };
}

function demandDispatchable(what: string, problems: readonly WorkflowProblem[]): void {
  if (isDispatchable(problems)) return;
  const [first, ...others] = problems.filter(({ severity }) => severity === 'error');
  const more = others.length > 0 ? ` There are ${others.length} more problems.` : '';
  throw new AppError('workflow.invalid', `${what} cannot run: ${first?.message ?? ''}${more}`, {
    details: { problems },
  });
}

function inOrder(config: WorkflowConfig, registry: NodeRegistry): GraphNode[] {
  const { order, level } = orderNodes(config);
  const nodes = new Map(config.nodes.map((node) => [node.id, node]));
  const sources = sourcesByTarget(config);
  return order.map((id, rank): GraphNode => {
    const node = nodes.get(id);
    const registered = node && registry.get(node.type);
    if (!registered) throw new Error(`The validator let node ${id} pass, whose type is unknown.`);
    return {
      id,
      type: node.type,
      label: node.label ?? registered.definition.label,
      registered,
      settings: registered.spec.settings.parse(node.settings),
      level: level.get(id) ?? 0,
      rank,
      sources: sources.get(id) ?? [],
    };
  });
}

function sourcesByTarget(config: WorkflowConfig): Map<string, NodeSource[]> {
  const sources = new Map<string, NodeSource[]>();
  for (const { source, target } of config.edges) {
    const known = sources.get(target.node) ?? [];
    known.push({ port: target.port, node: source.node, output: source.port });
    sources.set(target.node, known);
  }
  return sources;
}
