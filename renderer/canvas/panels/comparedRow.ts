/** One fact of two runs beside each other. */
export interface ComparedRow {
  readonly key: string;
  readonly label: string;
  /** null = this run does not have it. */
  readonly a: string | null;
  readonly b: string | null;
  /** From the first to the second, in words; null = nothing to say. */
  readonly difference: string | null;
  /** Worth a look. */
  readonly differs: boolean;
  /** Hashes and paths: monospaced, cut in the middle. */
  readonly code: boolean;
}
