import { formatTime } from '../ui/format.ts';

/** From when to when something was done or waited; `to` null = it still is. ISO 8601 UTC. */
export interface Interval {
  readonly id: string;
  readonly from: string;
  readonly to: string | null;
}

export interface TimelineBar {
  /** 0..1 of the axis. */
  readonly start: number;
  readonly width: number;
  /** As long as it really took, also where the axis is shortened. */
  readonly seconds: number;
}

export interface Timeline {
  /** Seconds that the axis stands for, without what was cut out; at least 1. */
  readonly span: number;
  /** A label may be empty: the line alone. */
  readonly ticks: readonly { readonly at: number; readonly label: string }[];
  /** Where a long time without work was shortened; 0..1 of the axis. */
  readonly breaks: readonly number[];
  readonly bars: ReadonlyMap<string, TimelineBar>;
}

/** A stretch of real time and where it stands on the axis. Milliseconds since epoch; seconds. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly shownFrom: number;
  readonly shownTo: number;
  readonly cut: boolean;
}

interface Times {
  readonly id: string;
  readonly from: number;
  readonly to: number;
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

const timesOf = (intervals: readonly Interval[], now: number): Times[] =>
  intervals.map(({ id, from, to }) => ({ id, from: Date.parse(from), to: to === null ? now : Date.parse(to) }));

/** The times in which something was done, overlapping ones as one, in order. */
function busyTimes(work: readonly Times[]): { from: number; to: number }[] {
  const busy: { from: number; to: number }[] = [];
  for (const { from, to } of work.toSorted((a, b) => a.from - b.from)) {
    const last = busy.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else busy.push({ from, to });
  }
  return busy;
}

/** The whole time as stretches; a stretch without work takes at most a fifth of the work, else bars would be hairs. */
function stretchesOf(origin: number, end: number, busy: readonly { from: number; to: number }[]): Stretch[] {
  const worked = busy.reduce((sum, { from, to }) => sum + (to - from) / 1000, 0);
  const longest = busy.length === 0 ? Infinity : Math.max(2, worked / 5);
  const stretches: Stretch[] = [];
  let shown = 0;
  const add = (from: number, to: number, most: number): void => {
    const seconds = (to - from) / 1000;
    if (seconds <= 0) return;
    const length = Math.min(seconds, most);
    stretches.push({ from, to, shownFrom: shown, shownTo: shown + length, cut: length < seconds });
    shown += length;
  };
  let at = origin;
  for (const { from, to } of busy) {
    add(at, from, longest);
    add(from, to, Infinity);
    at = Math.max(at, to);
  }
  add(at, end, longest);
  return stretches;
}

/** Where a moment stands on the axis, in shown seconds. */
function placeOn(stretches: readonly Stretch[], time: number): number {
  const stretch = stretches.find(({ to }) => time <= to) ?? stretches.at(-1);
  if (!stretch) return 0;
  const share = (time - stretch.from) / (stretch.to - stretch.from);
  return stretch.shownFrom + Math.min(1, Math.max(0, share)) * (stretch.shownTo - stretch.shownFrom);
}

/** Seconds since the work began, up to the first cut; after it the time of day, because the axis no longer counts. */
function ticksOf(stretches: readonly Stretch[], busyFrom: number, span: number): Timeline['ticks'] {
  const zero = placeOn(stretches, busyFrom);
  const firstCut = stretches.find((stretch) => stretch.cut && stretch.shownFrom >= zero);
  const until = firstCut?.shownFrom ?? span;
  const step = tickStep(span);
  const counted = Array.from({ length: Math.max(0, Math.floor((until - zero) / step)) + 1 }, (_, index) => index * step)
    .filter((at) => zero + at < until || at === 0)
    .map((at) => ({ at: (zero + at) / span, label: tickLabel(at) }));
  const resumed = stretches
    .filter((stretch) => stretch.cut && stretch.shownFrom >= zero && stretch.shownTo < span)
    .map((stretch) => ({
      at: stretch.shownTo / span,
      label: formatTime(new Date(stretch.to).toISOString(), true),
    }));
  return [...counted, ...resumed];
}

/**
 * Work and waiting on one axis. Something still going on ends at `now` (ms since epoch). Long times in which only was
 * waited are shortened, and a break says so. The labels count from the first work; without any work there are none.
 */
export function layOutTimeline(work: readonly Interval[], waits: readonly Interval[], now: number): Timeline {
  const worked = timesOf(work, now);
  const all = [...worked, ...timesOf(waits, now)];
  if (all.length === 0) return { span: 1, ticks: [], breaks: [], bars: new Map() };
  const origin = Math.min(...all.map(({ from }) => from));
  const end = Math.max(origin, ...all.map(({ to }) => to));
  const busy = busyTimes(worked);
  const stretches = stretchesOf(origin, end, busy);
  const span = Math.max(1, stretches.at(-1)?.shownTo ?? 0);
  const first = busy[0];
  return {
    span,
    ticks: first ? ticksOf(stretches, first.from, span) : [],
    breaks: stretches.filter(({ cut }) => cut).map(({ shownFrom, shownTo }) => (shownFrom + shownTo) / 2 / span),
    bars: new Map(
      all.map(({ id, from, to }) => {
        const start = placeOn(stretches, from);
        const width = Math.max(0, placeOn(stretches, to) - start);
        return [id, { start: start / span, width: width / span, seconds: Math.max(0, (to - from) / 1000) }];
      }),
    ),
  };
}
