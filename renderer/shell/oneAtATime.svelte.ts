import { showError } from './showError.ts';

export interface OneAtATime<Action extends string> {
  /** The one under way; null = none. */
  readonly busy: Action | null;
  /** Does nothing while another is under way. What `work` throws is said in passing. */
  act(action: Action, work: () => Promise<unknown>): Promise<void>;
}

/** Actions of which none begins before the last has ended, whatever came of it. */
export function oneAtATime<Action extends string>(): OneAtATime<Action> {
  let busy = $state<Action | null>(null);
  return {
    get busy() {
      return busy;
    },
    async act(action, work) {
      if (busy) return;
      busy = action;
      try {
        await work();
      } catch (thrown) {
        showError(thrown);
      } finally {
        busy = null;
      }
    },
  };
}
