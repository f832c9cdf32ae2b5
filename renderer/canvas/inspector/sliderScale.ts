/** The range of a slider, and whether it counts in whole numbers. */
export interface SliderRange {
  readonly min: number;
  readonly max: number;
  readonly integer: boolean;
}

/** Ranges wider than this are curved: the small values, which matter most, get most of the way. */
const LINEAR_UP_TO = 400;

function isCurved({ min, max }: SliderRange): boolean {
  return max - min > LINEAR_UP_TO;
}

/** Where a value lies on the slider, 0..1. */
export function sliderPosition(range: SliderRange, value: number): number {
  const [way, whole] = [Math.min(Math.max(value, range.min), range.max) - range.min, range.max - range.min];
  if (whole <= 0) return 0;
  return isCurved(range) ? Math.log1p(way) / Math.log1p(whole) : way / whole;
}

/** The value at a position; positions outside 0..1 are the ends. */
export function sliderValue(range: SliderRange, position: number): number {
  const share = Math.min(1, Math.max(0, position));
  const whole = range.max - range.min;
  const value = range.min + (isCurved(range) ? Math.expm1(share * Math.log1p(whole)) : share * whole);
  return clampToRange(range, range.integer ? value : Number(value.toPrecision(3)));
}

/** The nearest value that the range has. */
export function clampToRange({ min, max, integer }: SliderRange, value: number): number {
  return Math.min(max, Math.max(min, integer ? Math.round(value) : value));
}
