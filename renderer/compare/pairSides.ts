import type { MediaAsset } from '../../shared/domain/media.ts';
import type { RunDetail } from '../../shared/domain/run.ts';
import { observedCore } from '../runs/observedCore.ts';
import { formatDuration } from '../ui/format.ts';
import type { Size } from './pictureView.ts';

/** One of the two that are compared. */
export interface PairSide {
  readonly key: 'control' | 'candidate';
  readonly title: string;
  readonly mode: 'legacy' | 'graph';
  /** media:// address; null = there is none, or not yet. */
  readonly url: string | null;
  readonly fileName: string | null;
  /** As recorded; the file itself knows better once it is there. */
  readonly size: Size | null;
  /** How long it took to make, in words. */
  readonly duration: string | null;
  readonly alt: string;
}

type Source = Pick<RunDetail, 'core' | 'observer' | 'outputUrl' | 'workflow' | 'outputTypeName' | 'productName'>;

/** Control and candidate of a shadow run. `asset` is what was delivered, when it is known. */
export function pairSides(run: Source, asset: MediaAsset | null): { control: PairSide; candidate: PairSide } {
  const observed = observedCore(run) ?? {};
  const subject = `${run.outputTypeName} of ${run.productName}`;
  const { core, observer } = run;
  return {
    control: {
      ...{ key: 'control', title: 'Control', mode: 'legacy', url: run.outputUrl, alt: `Control, ${subject}` },
      fileName: asset?.fileName ?? core.outputPath,
      size: sizeOf(asset) ?? sizeOf(core),
      duration: durationWords(core.durationSeconds),
    },
    candidate: {
      ...{ key: 'candidate', mode: 'graph', alt: `Candidate, ${subject}` },
      title: run.workflow ? `Candidate r${run.workflow.revision}` : 'Candidate',
      url: versioned(observer?.candidateUrl ?? null, observer),
      fileName: observed.outputPath ?? null,
      size: sizeOf(observed),
      duration: durationWords(observed.durationSeconds),
    },
  };
}

/** The address of what the observer made stays the same when it works again; what is behind it does not. */
export function versioned(url: string | null, observer: RunDetail['observer']): string | null {
  const version = observer?.comparison?.comparedAt ?? observer?.endedAt ?? null;
  return url === null || version === null ? url : `${url}?${encodeURIComponent(version)}`;
}

function sizeOf(source: { width?: number | null; height?: number | null } | null): Size | null {
  return source?.width && source.height ? { width: source.width, height: source.height } : null;
}

function durationWords(seconds: number | null | undefined): string | null {
  return seconds === null || seconds === undefined ? null : formatDuration(seconds);
}
