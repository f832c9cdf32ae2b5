export interface Column {
  readonly key: string;
  readonly label: string;
  /** A track of a CSS grid: `66px`, `15%`, `minmax(120px, 1fr)`. */
  readonly width: string;
  readonly align?: 'start' | 'end' | undefined;
  readonly sortable?: boolean | undefined;
  /** Gives way in windows narrower than this, in px. */
  readonly hideBelow?: number | undefined;
  /** The head is read aloud only. */
  readonly hideLabel?: boolean | undefined;
}

export interface Sort {
  readonly key: string;
  readonly direction: 'ascending' | 'descending';
}
