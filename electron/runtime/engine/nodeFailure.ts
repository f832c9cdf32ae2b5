import { AppError, toErrorValue } from '../../../shared/errors/appError.ts';
import type { GraphRun } from './graphRun.ts';
import type { GraphNode } from './preparedGraph.ts';

/** A node gives nothing: `why` its dependants do not run. */
export interface MissingEnd {
  readonly kind: 'missing';
  readonly why: string;
  readonly cancelled: boolean;
}

const cancelledEnd: MissingEnd = { kind: 'missing', why: 'Not run: the run was cancelled.', cancelled: true };

/** Ends the step of a node that threw, and writes the failure down in the run. */
export function endBadly(
  run: GraphRun,
  node: GraphNode,
  thrown: unknown,
  use?: { cpuSeconds: number; peakMemoryBytes: number | null },
): MissingEnd {
  const error = nodeError(node, thrown);
  if (error.code === 'app.cancelled' && run.request.signal.aborted) {
    if (run.board.hasStarted(node.id)) run.board.end(node.id, { state: 'cancelled', ...use });
    else run.board.giveUp(node.id, 'cancelled', cancelledEnd.why);
    return cancelledEnd;
  }
  run.found.failures.push(error);
  if (error.kind === 'unexpected' || !(thrown instanceof AppError)) logCause(run, node, thrown);
  run.request.reporter.log(node.id, 'error', `${error.message} (${error.code})`);
  run.board.end(node.id, { state: 'failed', ...use, error: error.toValue() });
  return { kind: 'missing', why: `Not run: ${node.label} failed.`, cancelled: false };
}

/** The node's own error, with the node in its details. What is no AppError is a mistake in the node's code. */
function nodeError(node: GraphNode, thrown: unknown): AppError {
  const of = { nodeId: node.id, nodeType: node.type };
  if (thrown instanceof AppError) {
    const { code, message, remedy, details, cause } = thrown;
    return new AppError(code, message, { details: { ...details, ...of }, remedy, cause });
  }
  const { message } = toErrorValue(thrown);
  return new AppError('graph.node_failed', `${node.label} failed. ${message}`, { details: of, cause: thrown });
}

function logCause(run: GraphRun, node: GraphNode, thrown: unknown): void {
  const stack = thrown instanceof Error ? thrown.stack : undefined;
  if (stack) run.request.reporter.log(node.id, 'debug', stack);
}
