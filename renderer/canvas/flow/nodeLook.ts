import type { RunDetail } from '../../../shared/domain/run.ts';
import type { PlannedNode, WorkflowProblem } from '../../../shared/domain/workflowProblem.ts';
import { stepGlyph } from '../../runs/stepWords.ts';
import { formatDuration, formatEta, formatPercent } from '../../ui/format.ts';
import type { Status } from '../../ui/status.ts';
import type { NodeState } from '../canvas.ts';
import { notRunWords } from '../words/notRunWords.ts';

/** What the status line of a node says. */
export interface NodeLook {
  readonly status: Status;
  /** As much as the line has room for. */
  readonly words: string;
  /** One word, for who is far away: two are too long for the line there. */
  readonly word: string;
  /** 0..1 while it works; null = it does not, or nobody knows. */
  readonly fraction: number | null;
  /** Whether the frame of the node shows it too. */
  readonly tone: 'fail' | 'warn' | null;
}

interface Known {
  readonly problems: readonly WorkflowProblem[];
  readonly state: NodeState | null;
  readonly plan: PlannedNode | null;
  /** The run that is shown, for what it does not say of the node. */
  readonly run: RunDetail | null;
}

/** What is wrong, without the node in front of it: it is told on the node. */
export function wordsAtNode({ message }: Pick<WorkflowProblem, 'message'>): string {
  const words = withoutStop(message.replace(/^Node [A-Za-z][\w-]*(?: \(.*?\))?: /, ''));
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const withoutStop = (text: string): string => text.replace(/\.$/, '');

/**
 * The most urgent of what is known: an error of the document stands above what an older run says, a run above a
 * warning unless it has ended well, and what a dry run foresees comes last.
 */
export function nodeLook({ problems, state, plan, run }: Known): NodeLook {
  const worst = problems.find(({ severity }) => severity === 'error');
  if (state?.state === 'running') return running(state);
  if (worst) return { status: 'fail', words: wordsAtNode(worst), word: 'Problem', fraction: null, tone: 'fail' };
  const warning = problems.find(({ severity }) => severity === 'warning');
  const hasEndedWell = state?.state === 'done' || state?.state === 'reused' || state?.state === 'waiting';
  if (warning && (state === null || hasEndedWell)) {
    return { status: 'warn', words: wordsAtNode(warning), word: 'Warning', fraction: null, tone: null };
  }
  if (state) return ended(state);
  if (plan) return planned(plan);
  return { status: 'waiting', words: notRunWords(run).short, word: 'Not run', fraction: null, tone: null };
}

function running({ from, fraction, etaSeconds }: NodeState): NodeLook {
  const what = from === 'preview' ? 'Preview' : 'Running';
  const percent = fraction === null ? null : formatPercent(fraction);
  const share = percent === null ? '' : ` ${percent}`;
  const left = etaSeconds === null ? '' : `, ${formatEta(etaSeconds)} left`;
  return { status: 'running', words: `${what}${share}${left}`, word: percent ?? what, fraction, tone: null };
}

function ended(state: NodeState): NodeLook {
  const status = stepGlyph[state.state];
  const plain = { status, fraction: null, tone: null };
  switch (state.state) {
    case 'failed':
      return { ...plain, words: withoutStop(state.error?.message ?? state.why), word: 'Failed', tone: 'fail' };
    case 'done': {
      const { startedAt, endedAt } = state;
      const took =
        startedAt && endedAt ? ` in ${formatDuration((Date.parse(endedAt) - Date.parse(startedAt)) / 1000)}` : '';
      return { ...plain, words: `Ran${took}`, word: 'Ran' };
    }
    case 'reused':
      return { ...plain, words: withoutStop(state.why) || 'Reused', word: 'Reused' };
    case 'waiting':
      return { ...plain, words: withoutStop(state.why) || 'Waiting', word: 'Waiting' };
    case 'cancelled':
      // Why it ran says nothing of who stopped it.
      return { ...plain, words: 'Cancelled', word: 'Cancelled' };
    default:
      return { ...plain, words: withoutStop(state.why) || 'Skipped', word: 'Skipped' };
  }
}

function planned({ decision, why }: PlannedNode): NodeLook {
  const status = decision === 'reuse' ? 'reused' : 'waiting';
  const word = { run: 'Will run', reuse: 'Reused', unknown: 'Open' }[decision];
  return { status, words: withoutStop(why) || word, word, fraction: null, tone: null };
}
