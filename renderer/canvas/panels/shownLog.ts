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
 * What was logged last, and what was before it when there are both. `dismissed`: the preview that gave way to the run; the
 * next one is shown again.
 */
export function logsToShow(
  previews: Pick<Previews, 'current' | 'log'>,
  overlay: Pick<RunOverlay, 'run' | 'log'>,
  dismissed: string | null,
): { shown: ShownLog | null; other: ShownLog | null } {
  const ofPreview = isPreviewLast(previews, overlay) ? previewLog(previews) : null;
  const ofRun = runLog(overlay);
  if (ofRun && previews.current?.id === dismissed) return { shown: ofRun, other: ofPreview };
  return { shown: ofPreview ?? ofRun, other: ofPreview && ofRun };
}

/** Whether the latest preview began after the run that is shown was ordered. */
export function isPreviewLast({ current }: Pick<Previews, 'current'>, { run }: Pick<RunOverlay, 'run'>): boolean {
  return current !== null && (run === null || current.startedAt > run.queuedAt);
}
