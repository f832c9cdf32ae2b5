import type { Preview, PreviewTable } from '../../../shared/domain/preview.ts';
import type { StepOutput } from '../../../shared/domain/run.ts';
import { whyWords } from '../../runs/stepWords.ts';
import type { NodeState } from '../canvas.ts';

interface NodeResult {
  readonly outputs: readonly StepOutput[];
  readonly tables: readonly PreviewTable[];
  /** What made it; null = there is nothing yet. */
  readonly from: 'run' | 'preview' | null;
  /** Why that ran or was reused, without a full stop. */
  readonly why: string;
}

/**
 * What a node gave last: of the run or the preview whose state it shows, else of the latest preview of it that ended
 * well, so that the old picture stays until the new one is there. Lists are known of previews; they are shown as long as
 * what is shown is the same.
 */
export function resultOf(nodeId: string, state: NodeState | null, preview: Preview | null): NodeResult {
  const step = preview?.steps.find(({ key }) => key === nodeId);
  const previewed = step?.outputs ?? [];
  const current = state?.outputs ?? [];
  const outputs = current.length > 0 ? current : previewed;
  const said = current.length > 0 ? state : step;
  const same = (port: string): boolean => hashOf(outputs, port) === hashOf(previewed, port);
  return {
    outputs,
    tables: (preview?.tables ?? []).filter(({ port }) => same(port)),
    why: said ? whyWords(said) : '',
    from: outputs.length === 0 ? null : current.length > 0 ? (state?.from ?? null) : 'preview',
  };
}

function hashOf(outputs: readonly StepOutput[], port: string): string | undefined {
  return outputs.find((output) => output.port === port)?.hash;
}
