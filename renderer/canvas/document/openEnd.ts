/** One end of a wire that waits for its other end. */
export interface OpenEnd {
  readonly node: string;
  readonly port: string;
  /** Whether it is an output that looks for an input, or the other way round. */
  readonly direction: 'output' | 'input';
}
