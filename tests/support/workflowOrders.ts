import type { RunDetail } from '../../shared/domain/run.ts';
import type { ExecutionMode, OutputType } from '../../shared/domain/outputType.ts';
import type { WorkflowConfig } from '../../shared/domain/workflow.ts';
import { stepFixture } from './stepFixtures.ts';
import { TestApplication, type TestApplicationOptions } from './testApplication.ts';
import { tinyOutputType } from './tinyOutputType.ts';

export interface WorkflowOrder {
  readonly outputType?: OutputType;
  /** null = none. */
  readonly workflow?: string | null;
  readonly mode: ExecutionMode;
  readonly reuse?: 'allowed' | 'fresh';
  readonly signal?: AbortSignal;
}

/** An application with a small product, and orders of it that are carried out at once. */
export class WorkflowDesk {
  readonly test: TestApplication;
  readonly productId: string;

  private constructor(test: TestApplication, productId: string) {
    this.test = test;
    this.productId = productId;
  }

  static async open(options: TestApplicationOptions = {}): Promise<WorkflowDesk> {
    const outputTypes = options.outputTypes ?? [tinyOutputType];
    const test = await TestApplication.start({ ...options, outputTypes });
    await test.call('settings:update', { device: 'cpu' });
    return new WorkflowDesk(test, await test.product(await stepFixture('twoBoxes')));
  }

  /** Orders and runs; a shadow run has been compared when this resolves. */
  run({
    outputType = tinyOutputType,
    workflow = 'preset-still',
    mode,
    reuse,
    signal,
  }: WorkflowOrder): Promise<RunDetail> {
    return this.test.application.direct.render({
      ...{ productId: this.productId, outputTypeId: outputType.id, overrides: {}, mode },
      ...(workflow === null ? {} : { workflow: { id: workflow, revision: null } }),
      ...(reuse ? { reuse } : {}),
      signal: signal ?? new AbortController().signal,
    });
  }

  /** Changes settings of one node of a workflow: a new revision. */
  async change(
    workflowId: string,
    nodeType: string,
    settings: WorkflowConfig['nodes'][number]['settings'],
  ): Promise<void> {
    const { config, shown } = await this.test.call('workflows:get', { id: workflowId });
    const nodes = config.nodes.map((node) =>
      node.type === nodeType ? { ...node, settings: { ...node.settings, ...settings } } : node,
    );
    await this.test.call('workflows:save', {
      id: workflowId,
      config: { ...config, nodes },
      baseRevision: shown.number,
    });
  }

  async assetsOf(run: Pick<RunDetail, 'orderLineId' | 'id'>) {
    const assets = await this.test.call('media:list', { productId: this.productId });
    return assets.filter((asset) => asset.runId === run.id);
  }

  async noticesOf(run: Pick<RunDetail, 'id'>) {
    return (await this.test.call('notices:list', undefined)).filter((notice) => notice.runId === run.id);
  }

  /** State of every node of the graph by its type. */
  static nodes(run: RunDetail): Record<string, string> {
    const steps = run.steps.filter((step) => step.executor === 'graph');
    return Object.fromEntries(steps.map(({ nodeType, key, state }) => [nodeType ?? key, state]));
  }

  close(): Promise<void> {
    return this.test.close();
  }
}
