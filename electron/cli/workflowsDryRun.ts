import type { PlannedNode, WorkflowCheck } from '../../shared/domain/workflowProblem.ts';
import type { CommandContext, CommandResult } from './commandContext.ts';
import { describeProblems, listingProblems } from './describeProblems.ts';
import { findOutputType } from './findOutputType.ts';
import { findProduct } from './findProduct.ts';
import { withApplication } from './openApplication.ts';
import { openWorkflow } from './openWorkflow.ts';
import { seconds } from './seconds.ts';
import { table } from './table.ts';
import { refusalOf } from './workflowsValidate.ts';

export interface DryRunOptions {
  /** Id of a product, or a STEP file. */
  readonly product: string;
  readonly outputType?: string;
}

const estimate = (value: number | null): string => (value === null ? 'no estimate yet' : `about ${seconds(value)}`);

function row({ level, nodeId, type, decision, expectedSeconds, produces, why }: PlannedNode): string[] {
  const time = decision === 'reuse' ? '' : estimate(expectedSeconds);
  return [`${level + 1}`, decision, nodeId, type, produces.join(', '), time, why];
}

function describe({ problems, plan, expectedSeconds }: WorkflowCheck): string[] {
  const rows = plan.map(row);
  if (rows.length === 0) return describeProblems(problems);
  return [
    ...describeProblems(problems),
    ...table([['order', 'decision', 'node', 'type', 'makes', 'time', 'why'], ...rows]),
    `in all ${estimate(expectedSeconds)}`,
  ];
}

/** `workflows dry-run`: what a run would do with this product, in order. Renders nothing; a new STEP file is imported. */
export function workflowsDryRun(
  context: CommandContext,
  wanted: string,
  options: DryRunOptions,
): Promise<CommandResult> {
  return withApplication(context, (application) =>
    listingProblems(async () => {
      const { name, stored, config } = await openWorkflow(context, application, wanted);
      const code = options.outputType;
      const outputTypeId = code === undefined ? null : (await findOutputType(application, code)).id;
      const productId = await findProduct(context, application, options.product);
      const workflowId = stored?.id ?? null;
      const request = { config, workflowId, productId, outputTypeId, plan: true };
      const check = await application.handlers['workflows:check'](request);
      return {
        document: { workflow: name, revision: stored?.revision ?? null, productId, ...check },
        lines: describe(check),
        error: refusalOf(name, check),
      };
    }),
  );
}
