import type { RunDetail } from '../../shared/domain/run.ts';

/** Why a run that has no observer cannot be looked at as a pair: not yet, or never. */
export function noPairWords({ number, mode, endedAt }: Pick<RunDetail, 'number' | 'mode' | 'endedAt'>): {
  title: string;
  text: string;
} {
  if (mode !== 'shadow') {
    return {
      title: `${number} is not a shadow run`,
      text:
        `It was ordered in mode ${mode}, so there is one result and nothing to compare it with. A shadow run delivers ` +
        'by legacy and lets the graph render the same beside it.',
    };
  }
  if (endedAt === null) {
    return {
      title: `${number} has no control yet`,
      text: 'Legacy delivers first. Then the graph renders the same beside it, and both are shown here.',
    };
  }
  return {
    title: `${number} has no control`,
    text: 'It ended before legacy had delivered, so the graph was never started beside it.',
  };
}
