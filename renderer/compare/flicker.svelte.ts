import { onHidden } from './onHidden.ts';

/** Two changes to and fro in a second: seen at once, and below the three flashes a second that harm people. */
const HALF_PERIOD = 250;

export interface Flicker {
  /** Which of the two is on top. */
  readonly shown: 'control' | 'candidate';
  readonly running: boolean;
  /** Starts or stops it; where motion is unwanted, shows the other one instead. */
  toggle(): void;
  /** Shows the other one, and stops. */
  swap(): void;
}

/**
 * Shows one picture, then the other. Never starts by itself; stops when it is not looked at: another layout, a hidden
 * window. Call it while a component initialises.
 */
export function useFlicker(active: () => boolean, reducedMotion: () => boolean): Flicker {
  let shown = $state<Flicker['shown']>('control');
  let running = $state(false);
  const other = (): Flicker['shown'] => (shown === 'control' ? 'candidate' : 'control');

  $effect(() => {
    if (!active() || reducedMotion()) running = false;
  });

  $effect(() => {
    if (!running) return;
    const timer = setInterval(() => (shown = other()), HALF_PERIOD);
    const stopListening = onHidden(() => (running = false));
    return () => {
      clearInterval(timer);
      stopListening();
    };
  });

  return {
    get shown() {
      return shown;
    },
    get running() {
      return running;
    },
    toggle() {
      if (reducedMotion()) this.swap();
      else running = !running;
    },
    swap() {
      running = false;
      shown = other();
    },
  };
}
