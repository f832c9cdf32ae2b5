/** How long a page may take to hand over what it holds back. One that hangs or is gone has nothing to say. */
const PATIENCE_MS = 1000;

/** What a window that is to go waits for: the page's word that nothing is left with it. */
export interface Farewell {
  /** Asks the page, and waits for its word, but not for long. */
  ask(): Promise<void>;
  /** The page's word. */
  said(): void;
}

/** `send` tells the page that the window is about to go. */
export function createFarewell(send: () => void, patience = PATIENCE_MS): Farewell {
  let hear: () => void = () => undefined;
  return {
    ask: () =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, patience);
        hear = () => {
          clearTimeout(timer);
          resolve();
        };
        send();
      }),
    said: () => hear(),
  };
}
