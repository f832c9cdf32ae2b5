import type { WorkflowCheck } from '../../../../shared/domain/workflowProblem.ts';
import type { QueueStatus } from '../../../../shared/ipc/contract.ts';
import { outputTypeChecks } from '../../../../shared/graph/checks/outputTypeChecks.ts';
import { indexGraph } from '../../../../shared/graph/indexGraph.ts';
import { publishersOf } from '../../../../shared/graph/publishersOf.ts';
import { call } from '../../../api/client.ts';
import { oneAtATime } from '../../../shell/oneAtATime.svelte.ts';
import type { CanvasChecks, CanvasTarget } from '../../canvas.ts';
import type { WorkflowEditor } from '../../document/workflowEditor.ts';
import { mergeProblems } from '../mergeProblems.ts';
import { checkedPart } from './checkedPart.ts';
import { dispatchReason } from './dispatchReason.ts';

interface Asked {
  readonly part: string;
  readonly productId: string | null;
  readonly outputTypeId: string | null;
  readonly answer: WorkflowCheck;
}

/** What the main process says of the document, beside what is found while editing. Call it while a component initialises. */
export function createChecks(
  editor: WorkflowEditor,
  target: CanvasTarget,
  blender: () => QueueStatus['blender'] | null,
): CanvasChecks {
  const one = oneAtATime<'preflight' | 'dryRun'>();
  let asked = $state.raw<Asked | null>(null);

  const stale = $derived(
    asked !== null &&
      (asked.productId !== (target.product?.id ?? null) ||
        asked.outputTypeId !== (target.outputType?.id ?? null) ||
        asked.part !== checkedPart(editor.config)),
  );
  const current = $derived(asked === null || stale ? null : asked.answer);
  const promised = $derived.by(() => {
    const { config, catalogue } = editor;
    if (target.outputType === null) return [];
    return outputTypeChecks(indexGraph(config, catalogue), publishersOf(config, catalogue), target.outputType);
  });
  const problems = $derived(mergeProblems([...editor.problems, ...promised], current?.problems ?? []));
  const plan = $derived(Object.fromEntries(current?.plan.map((node) => [node.nodeId, node]) ?? []));
  const reason = $derived(
    dispatchReason({
      problems,
      product: target.product,
      outputType: target.outputType,
      family: editor.config.family,
      blender: blender(),
    }),
  );

  async function ask(plan: boolean): Promise<void> {
    const config = editor.snapshot();
    const productId = target.product?.id ?? null;
    const outputTypeId = target.outputType?.id ?? null;
    const { workflowId } = editor.origin;
    const answer = await call('workflows:check', { config, workflowId, productId, outputTypeId, plan });
    asked = { part: checkedPart(config), productId, outputTypeId, answer };
  }

  return {
    get busy() {
      return one.busy;
    },
    get last() {
      return asked?.answer ?? null;
    },
    get stale() {
      return stale;
    },
    get problems() {
      return problems;
    },
    planOf: (nodeId) => plan[nodeId] ?? null,
    get dispatchReason() {
      return reason;
    },
    preflight: () => one.act('preflight', () => ask(false)),
    dryRun: () => one.act('dryRun', () => ask(true)),
  };
}
