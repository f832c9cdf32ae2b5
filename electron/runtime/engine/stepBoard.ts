import { assertNodeTransition } from '../../../shared/domain/nodeRunStateMachine.ts';
import type { RunStep } from '../../../shared/domain/run.ts';
import { waitingStep } from '../../../shared/domain/waitingStep.ts';
import type { Clock } from '../contracts/dispatch.ts';
import type { GraphReporter } from '../contracts/engine.ts';
import type { GraphNode } from './preparedGraph.ts';

/** The states of all nodes of a run. Every change passes the state machine, then is told. */
export class StepBoard {
  readonly #steps = new Map<string, RunStep>();
  readonly #reporter: GraphReporter;
  readonly #clock: Clock;

  /** Every node waits. */
  constructor(nodes: readonly GraphNode[], reporter: GraphReporter, clock: Clock) {
    this.#reporter = reporter;
    this.#clock = clock;
    for (const { id, label, type } of nodes) {
      this.#tell(waitingStep({ executor: 'graph', key: id, label, nodeType: type }));
    }
  }

  start(nodeId: string, why: string): void {
    this.#change(nodeId, { state: 'running', why, startedAt: this.#now() });
  }

  /** Done, reused or failed; one that was never started begins and ends at this moment. */
  end(nodeId: string, change: Partial<RunStep> & Pick<RunStep, 'state'>): void {
    const endedAt = this.#now();
    this.#change(nodeId, { startedAt: this.#step(nodeId).startedAt ?? endedAt, endedAt, ...change });
  }

  /** It will not run. */
  giveUp(nodeId: string, state: 'skipped' | 'cancelled', why: string): void {
    this.#change(nodeId, { state, why });
  }

  hasStarted(nodeId: string): boolean {
    return this.#step(nodeId).state === 'running';
  }

  #change(nodeId: string, change: Partial<RunStep> & Pick<RunStep, 'state'>): void {
    const before = this.#step(nodeId);
    assertNodeTransition(nodeId, before.state, change.state);
    this.#tell({ ...before, ...change });
  }

  #tell(step: RunStep): void {
    // A state that could not be told is not one.
    this.#reporter.step(step);
    this.#steps.set(step.key, step);
  }

  #step(nodeId: string): RunStep {
    const step = this.#steps.get(nodeId);
    if (!step) throw new Error(`There is no step ${nodeId}.`);
    return step;
  }

  #now(): string {
    return this.#clock().toISOString();
  }
}
