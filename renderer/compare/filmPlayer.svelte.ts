import { untrack } from 'svelte';
import type { CompareViewer } from './compareViewer.svelte.ts';
import { frameAfter } from './filmTime.ts';
import { onHidden } from './onHidden.ts';

export interface FilmPlayer {
  readonly running: boolean;
  toggle(): void;
}

/**
 * Runs both films together, over and over, at their own speed: one clock moves the frame that both are held at, so they
 * never run apart; frames that cannot be found in time are left out on both sides. Never starts by itself, and stops when
 * the window is hidden or there is no film any more (`active`). Call it while a component initialises.
 */
export function useFilmPlayer(viewer: CompareViewer, fps: () => number, active: () => boolean): FilmPlayer {
  let running = $state(false);

  $effect(() => {
    if (!active()) running = false;
  });

  $effect(() => {
    if (!running) return;
    const first = untrack(() => viewer.frame);
    let [began, from, shown] = [performance.now(), first, first];
    let request = requestAnimationFrame(function step(now: number) {
      // Who chooses a frame meanwhile goes on from there.
      if (viewer.frame !== shown) [began, from] = [now, viewer.frame];
      viewer.setFrame(frameAfter(from, (now - began) / 1000, fps(), viewer.frames));
      shown = viewer.frame;
      request = requestAnimationFrame(step);
    });
    const stopListening = onHidden(() => (running = false));
    return () => {
      cancelAnimationFrame(request);
      stopListening();
    };
  });

  return {
    get running() {
      return running;
    },
    toggle: () => (running = !running && active()),
  };
}
