/** Between a number and its unit, and between thousands: neither breaks the line. */
const noBreakSpace = '\u00a0';
const thinSpace = '\u202f';

/** 12 345 with a thin space; decimals are kept as given, at most `digits`. */
export function formatNumber(value: number, digits = 0): string {
  const rounded = Number(value.toFixed(digits));
  const [whole = '0', fraction] = Math.abs(rounded).toFixed(digits).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, thinSpace);
  const sign = rounded < 0 ? '\u2212' : '';
  return `${sign}${grouped}${fraction ? `.${fraction}` : ''}`;
}

/** 999+ from 1000 on: a badge has no room for more. */
export function formatCount(value: number): string {
  return value > 999 ? '999+' : String(value);
}

/** "0.4 s", "38.4 s", "1:31", "12 min", "2 h 5 min". Seconds in. */
export function formatDuration(seconds: number): string {
  if (!Number.isFinite(seconds) || seconds < 0) return 'unknown';
  if (seconds < 59.95) return `${seconds.toFixed(1)}${noBreakSpace}s`;
  const whole = Math.round(seconds);
  if (whole < 600) return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes}${noBreakSpace}min`;
  const rest = minutes % 60;
  const hours = `${Math.floor(minutes / 60)}${noBreakSpace}h`;
  return rest === 0 ? hours : `${hours} ${rest}${noBreakSpace}min`;
}

/** What is left of something, coarser than a measured duration: "16 s", "6 min". null = no history to estimate from. */
export function formatEta(seconds: number | null): string {
  if (seconds === null) return 'no estimate yet';
  if (seconds < 59.5) return `${Math.max(1, Math.round(seconds))}${noBreakSpace}s`;
  const minutes = Math.max(1, Math.round(seconds / 60));
  if (minutes < 60) return `${minutes}${noBreakSpace}min`;
  return formatDuration(minutes * 60);
}

const byteUnits = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** Decimal units, as file managers show them: "213 kB", "1.3 GB". */
export function formatBytes(bytes: number): string {
  let value = Math.max(0, bytes);
  let unit = 0;
  while (value >= 999.5 && unit < byteUnits.length - 1) {
    value /= 1000;
    unit++;
  }
  const digits = unit === 0 || value >= 99.5 ? 0 : 1;
  return `${formatNumber(value, digits)}${noBreakSpace}${byteUnits[unit]}`;
}

/** Per cent of a fraction 0..1, rounded down so that 100 % means done. */
export function formatPercent(fraction: number): string {
  return `${Math.floor(Math.min(1, Math.max(0, fraction)) * 100)}${noBreakSpace}%`;
}

/** "11.0 × 11.0 × 16.0 mm" from metres. */
export function formatSize(metres: readonly number[]): string {
  return `${metres.map((value) => formatNumber(value * 1000, 1)).join(' × ')}${noBreakSpace}mm`;
}

/** "1920 × 1080" */
export function formatPixels(width: number, height: number): string {
  return `${width} × ${height}`;
}

const two = (value: number): string => String(value).padStart(2, '0');

/** "21:42" or "21:42:07", local time, from ISO 8601. */
export function formatTime(iso: string, withSeconds = false): string {
  const at = new Date(iso);
  const clock = `${two(at.getHours())}:${two(at.getMinutes())}`;
  return withSeconds ? `${clock}:${two(at.getSeconds())}` : clock;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** "today 21:42", "yesterday 21:42", "23 Nov 21:42", "23 Nov 2025", local time. */
export function formatWhen(iso: string, now: Date): string {
  const at = new Date(iso);
  const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate()).getTime();
  const day = 86_400_000;
  if (at.getTime() >= midnight && at.getTime() < midnight + day) return `today ${formatTime(iso)}`;
  if (at.getTime() >= midnight - day && at.getTime() < midnight) return `yesterday ${formatTime(iso)}`;
  const date = `${at.getDate()} ${months[at.getMonth()]}`;
  return at.getFullYear() === now.getFullYear() ? `${date} ${formatTime(iso)}` : `${date} ${at.getFullYear()}`;
}

/** "1 part", "146 parts", "0 parts". */
export function formatCounted(count: number, one: string, many = `${one}s`): string {
  return `${formatNumber(count)} ${count === 1 ? one : many}`;
}
