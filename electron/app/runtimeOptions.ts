import type { InjectedFault } from '../runtime/contracts/engine.ts';

/** What tests and the command line set, and the window leaves alone. */
export interface RuntimeOptions {
  /** Faults that are put into graphs on purpose. */
  readonly faults?: readonly InjectedFault[];
  /** Take the place of the limits that follow from output types and controls. */
  readonly nodeSeconds?: number;
  readonly observerSeconds?: number;
}
