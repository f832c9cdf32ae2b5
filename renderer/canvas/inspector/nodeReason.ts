import type { RunDetail } from '../../../shared/domain/run.ts';
import type { PlannedNode } from '../../../shared/domain/workflowProblem.ts';
import { stepGlyph, stepWord } from '../../runs/stepWords.ts';
import { formatEta, formatPercent } from '../../ui/format.ts';
import type { Status } from '../../ui/status.ts';
import type { NodeState } from '../canvas.ts';
import { notRunWords } from '../words/notRunWords.ts';

interface NodeReason {
  readonly status: Status;
  readonly text: string;
}

const planned: Record<PlannedNode['decision'], { status: Status; word: string }> = {
  run: { status: 'info', word: 'Will run' },
  reuse: { status: 'reused', word: 'Will be reused' },
  unknown: { status: 'waiting', word: 'Not known yet' },
};

/**
 * Why a node will run, or was reused, in one line: how far it is while it runs; what the last dry run says of it, unless
 * the document has changed since; else what became of it last. `run`: the one that is shown.
 */
export function nodeReason(
  state: NodeState | null,
  run: RunDetail | null,
  plan: PlannedNode | null,
  stale: boolean,
): NodeReason {
  if (state?.state === 'running') return { status: 'running', text: progressWords(state) };
  if (plan !== null && !stale) {
    const { status, word } = planned[plan.decision];
    return { status, text: joined(word, plan.why) };
  }
  if (state !== null) {
    const word = state.state === 'done' ? 'Ran' : stepWord[state.state];
    // Why it ran says nothing of who stopped it.
    const why = state.state === 'cancelled' ? '' : (state.error?.message ?? state.why);
    return { status: stepGlyph[state.state], text: joined(word, why) };
  }
  return { status: 'waiting', text: notRunWords(run).long };
}

function progressWords({ from, fraction, etaSeconds }: NodeState): string {
  const what = from === 'preview' ? 'Preview' : 'Runs';
  if (fraction === null) return `${what}, no estimate yet`;
  return `${what} ${formatPercent(fraction)}, ${etaSeconds === null ? 'no estimate yet' : `${formatEta(etaSeconds)} left`}`;
}

/** What the runtime says begins with what it did, which the word here says already: `Runs: samples now 128, were 64`. */
function joined(word: string, why: string): string {
  const reason = why
    .trim()
    .replace(/^(Runs|Reused|Not run): /, '')
    .replace(/\.$/, '');
  return reason === '' ? word : `${word}: ${reason}`;
}
