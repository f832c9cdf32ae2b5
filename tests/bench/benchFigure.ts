/** One measured figure of a bench, with the bound it must keep; without one it is told for information. */
export interface BenchFigure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly bound?: { readonly op: '<=' | '>='; readonly value: number };
  readonly note?: string;
}
