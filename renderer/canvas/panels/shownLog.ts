import type { RunLogLine, RunStep } from '../../../shared/domain/run.ts';
import type { Previews, RunOverlay } from '../canvas.ts';
import { runWords } from './runWords.ts';

/** A log, and who wrote it. */
export interface ShownLog {
  readonly title: string;
  readonly lines: readonly RunLogLine[];
  readonly steps: readonly RunStep[];
}

export function previewLog({ current, log }: Pick<Previews, 'current' | 'log'>): ShownLog | null {
  return (
    current && {
      title: `Preview, ${current.quality === 'quick' ? 'quick' : 'full quality'}`,
      lines: log,
      steps: current.steps,
    }
  );
}

export function runLog({ run, log }: Pick<RunOverlay, 'run' | 'log'>): ShownLog | null {
  return run && { title: runWords(run), lines: log, steps: run.steps };
}

/**
 * What was logged last, and what was before it when there are both; that of a run which was chosen to be seen goes before
 * that of a preview from before. `turned`: the pair (`pairOf`) that somebody wants to see the other of.
 */
export function logsToShow(
  previews: Pick<Previews, 'current' | 'log'>,
  overlay: Pick<RunOverlay, 'run' | 'since' | 'log'>,
  turned: string | null,
): { shown: ShownLog | null; other: ShownLog | null } {
  const ofRun = runLog(overlay);
  const startedAt = previews.current?.startedAt ?? '';
  const ofPreview = overlay.run !== null && startedAt <= overlay.run.queuedAt ? null : previewLog(previews);
  if (!ofPreview || !ofRun) return { shown: ofPreview ?? ofRun, other: null };
  const isPreviewFirst = startedAt > (overlay.since ?? '') !== (turned === pairOf(previews, overlay));
  return isPreviewFirst ? { shown: ofPreview, other: ofRun } : { shown: ofRun, other: ofPreview };
}

/** Names the preview and the run whose logs there are: with another of either, what was wanted of these says nothing. */
export function pairOf({ current }: Pick<Previews, 'current'>, { run }: Pick<RunOverlay, 'run'>): string {
  return `${current?.id ?? ''} ${run?.id ?? ''}`;
}
