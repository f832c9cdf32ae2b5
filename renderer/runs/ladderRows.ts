import type { Comparison, PictureMetrics, Thresholds } from '../../shared/domain/comparison.ts';
import { formatCounted, formatNumber, formatPixels } from '../ui/format.ts';
import type { Status } from '../ui/status.ts';

/** One measurement beside what it is judged by. */
export interface LadderRow {
  readonly label: string;
  readonly measured: string;
  /** `note only` = recorded, not judged; otherwise where warn and fail begin. */
  readonly limit: string;
  readonly status: Extract<Status, 'pass' | 'warn' | 'fail' | 'info'>;
  /** What the label means, where it is not plain. */
  readonly help?: string;
}

const noteOnly = 'note only';

/** Differences in steps of 255: as many decimals as it takes, and never 0 for what is not. */
export function formatDelta(value: number): string {
  const smallest = 0.00001;
  if (value > 0 && value < smallest) return `< ${smallest.toFixed(5)}`;
  const [whole = '0', fraction = ''] = formatNumber(value, value >= 10 ? 2 : 5).split('.');
  const kept = fraction.replace(/0+$/, '');
  return kept === '' ? whole : `${whole}.${kept}`;
}

/** Shares 0..1 in per cent, by the same rule. */
export function formatShare(share: number): string {
  return `${formatDelta(share * 100)}\u00a0%`;
}

const equality = (equal: boolean | null): string => (equal === null ? 'not known' : equal ? 'equal' : 'differs');

/** A difference of hashes alone never decides, so it is never shown as a failure. */
const hashRow = (label: string, equal: boolean | null): LadderRow => ({
  label,
  measured: equality(equal),
  limit: noteOnly,
  status: equal === true ? 'pass' : 'info',
});

function mustBeEqual(label: string, control: string, candidate: string): LadderRow {
  const equal = control === candidate;
  return {
    label,
    measured: equal ? control : `${control} / ${candidate}`,
    limit: 'equal',
    status: equal ? 'pass' : 'fail',
  };
}

/** Everything that is measured on a pair of pictures of one size. */
function pictureRows(metrics: PictureMetrics, thresholds: Thresholds): LadderRow[] {
  const floor = thresholds.noiseFloor;
  const noise = floor !== null && metrics.maxDelta <= floor.maxDelta && metrics.meanDelta <= floor.meanDelta;
  const judged = (value: number, warn: number, fail: number): LadderRow['status'] => {
    if (noise || value <= warn) return 'pass';
    return value > fail ? 'fail' : 'warn';
  };
  const row = (label: string, value: number, [warn, fail]: [number, number], format: (value: number) => string) => ({
    label,
    measured: format(value),
    limit: `${format(warn)} / ${format(fail)}`,
    status: judged(value, warn, fail),
  });
  const recorded = (label: string, measured: string, help: string): LadderRow => ({
    ...{ label, measured, help },
    limit: noteOnly,
    status: 'info',
  });
  const { warnMean, failMean, warnShare, failShare, warnDensity, failDensity } = thresholds;
  return [
    hashRow('Pixel hash', metrics.pixelHashEqual),
    {
      label: 'Size, channels, depth',
      measured: 'equal',
      limit: 'equal',
      status: 'pass',
      help: `${formatPixels(metrics.width, metrics.height)}, ${formatCounted(metrics.channels, 'channel')}, ${metrics.depth} bit`,
    },
    row('Mean delta', metrics.meanDelta, [warnMean, failMean], formatDelta),
    {
      ...row('Pixels over threshold', metrics.shareOverThreshold, [warnShare, failShare], formatShare),
      help: `Pixels of which a channel differs by more than ${formatDelta(metrics.threshold)} of 255`,
    },
    {
      ...row('Densest window', metrics.windowDensity, [warnDensity, failDensity], formatShare),
      help: windowWords(metrics),
    },
    recorded('p95 / p99 delta', `${formatDelta(metrics.p95)} / ${formatDelta(metrics.p99)}`, 'Of 255'),
    recorded('Largest delta', formatDelta(metrics.maxDelta), 'Of 255'),
    recorded(
      'Noise floor',
      floor ? `${formatDelta(floor.meanDelta)} / ${formatDelta(floor.maxDelta)}` : 'not measured',
      floor
        ? 'Mean and largest delta of control against control: up to there a difference is noise'
        : 'Control has not been compared with control, so no difference counts as noise',
    ),
  ];
}

function windowWords({ windowAt, windowSize, threshold }: PictureMetrics): string {
  const place = windowAt ? `, at ${windowAt[0]}, ${windowAt[1]}` : '';
  return `Share of pixels over ${formatDelta(threshold)} in the worst ${formatPixels(windowSize, windowSize)} window${place}`;
}

/** The comparison as a ladder: from what decides nothing to what decides. */
export function ladderRows(comparison: Comparison): LadderRow[] {
  const { metrics, thresholds } = comparison;
  const rows = [hashRow('File hash', comparison.fileHashEqual)];
  if (metrics?.picture) rows.push(...pictureRows(metrics.picture, thresholds));
  if (metrics?.video) {
    const { frames, fps, worst, worstFrame, perFrame } = metrics.video;
    rows.push(mustBeEqual('Frames', formatNumber(frames[0]), formatNumber(frames[1])));
    rows.push(mustBeEqual('Frames per second', formatDelta(fps[0]), formatDelta(fps[1])));
    rows.push({
      label: 'Worst frame',
      measured: worstFrame === null ? 'none' : formatNumber(worstFrame),
      limit: noteOnly,
      status: 'info',
      help: `Of ${formatCounted(perFrame.length, 'compared frame')}; what follows is measured on it`,
    });
    if (worst) rows.push(...pictureRows(worst, thresholds));
  }
  if (metrics?.blend) {
    const { onlyControl, onlyCandidate, lines } = metrics.blend;
    const only = (label: string, count: number): LadderRow => ({
      ...{ label, measured: formatCounted(count, 'line'), limit: '0 lines' },
      status: count === 0 ? 'pass' : 'fail',
    });
    rows.push(only('Only in control', onlyControl.length), only('Only in candidate', onlyCandidate.length));
    rows.push({
      ...{ label: 'Lines of text', measured: `${formatNumber(lines[0])} / ${formatNumber(lines[1])}` },
      ...{
        limit: noteOnly,
        status: 'info',
        help: 'Objects, materials, cameras and modifiers as text, one fact a line',
      },
    });
  }
  return rows;
}
