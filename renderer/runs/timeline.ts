import type { RunStep } from '../../shared/domain/run.ts';

export interface TimelineBar {
  readonly key: string;
  /** 0..1 of the axis. */
  readonly start: number;
  readonly width: number;
  readonly seconds: number;
}

export interface Timeline {
  /** Length of the axis in seconds; at least 1. */
  readonly span: number;
  readonly ticks: readonly { readonly at: number; readonly label: string }[];
  readonly bars: ReadonlyMap<string, TimelineBar>;
}

const tickSteps = [0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400];

/** Between 3 and 6 ticks at round times. */
function tickStep(span: number): number {
  return tickSteps.find((step) => span / step <= 5) ?? Math.ceil(span / 5 / 3600) * 3600;
}

function tickLabel(seconds: number): string {
  if (seconds < 60) return `${Number(seconds.toFixed(1))} s`;
  const minutes = Math.floor(seconds / 60);
  const rest = Math.round(seconds % 60);
  return rest === 0 ? `${minutes} min` : `${minutes}:${String(rest).padStart(2, '0')}`;
}

const milliseconds = (iso: string): number => new Date(iso).getTime();

/** Steps on a common axis that begins with the first of them. A step still running ends at `now` (ms since epoch). */
export function layOutTimeline(steps: readonly RunStep[], now: number): Timeline {
  const started = steps.flatMap((step) => (step.startedAt === null ? [] : [step]));
  const times = started.map((step) => ({
    key: step.key,
    from: milliseconds(step.startedAt ?? ''),
    to: step.endedAt === null ? now : milliseconds(step.endedAt),
  }));
  const origin = Math.min(...times.map((time) => time.from), Number.POSITIVE_INFINITY);
  const end = Math.max(...times.map((time) => time.to), 0);
  const span = times.length === 0 ? 1 : Math.max(1, (end - origin) / 1000);
  const step = tickStep(span);
  const ticks = Array.from({ length: Math.floor(span / step) + 1 }, (_, index) => index * step).filter(
    (at) => at < span,
  );
  return {
    span,
    ticks: ticks.map((at) => ({ at: at / span, label: tickLabel(at) })),
    bars: new Map(
      times.map(({ key, from, to }) => {
        const seconds = Math.max(0, (to - from) / 1000);
        return [key, { key, start: (from - origin) / 1000 / span, width: seconds / span, seconds }];
      }),
    ),
  };
}
