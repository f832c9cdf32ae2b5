/** What a glyph can say. Runs, steps, checks and notices are mapped to one of these. */
export type Status =
  | 'pass'
  | 'warn'
  | 'fail'
  | 'inconclusive'
  | 'running'
  | 'waiting'
  | 'reused'
  | 'fallback'
  | 'parked'
  | 'skipped'
  | 'info';
