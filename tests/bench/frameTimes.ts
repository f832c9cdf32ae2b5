import type { Page } from '@playwright/test';

/** `dragOut`: a node is held over the edge of the drawing, which moves the view along. */
export type Act = 'pan' | 'zoom' | 'drag' | 'dragOut';

/** What is done in a frame, and over how many. */
export interface Acting {
  readonly act: Act;
  readonly frames: number;
}

/** Milliseconds from frame to frame. */
export type FrameTimes = readonly number[];

/**
 * Does one step of `act` to the canvas in every frame and measures from frame to frame: what a hand does, without the
 * pauses of sending each movement from another process. It runs in the page and may use nothing from outside itself.
 */
export async function frameTimes(page: Page, acting: Acting): Promise<FrameTimes> {
  return page.evaluate(async ({ act, frames }) => {
    const pane = document.querySelector<HTMLElement>('.svelte-flow__pane');
    if (!pane) throw new Error('There is no canvas.');
    const box = pane.getBoundingClientRect();
    const middle = { clientX: box.x + box.width / 2, clientY: box.y + box.height / 2 };
    const common = { bubbles: true, cancelable: true, view: window, button: 0, pointerId: 1, isPrimary: true };
    /** There and back again, so that the canvas is not left behind. What is dragged stays away from the edges. */
    const reach = act === 'drag' ? Math.min(160, box.height / 4 - 24) : 160;
    const at = (frame: number): { clientX: number; clientY: number } => {
      if (act === 'dragOut') return { clientX: frame === 0 ? middle.clientX : box.right - 1, clientY: middle.clientY };
      const turn = (frame / frames) * 2 * Math.PI;
      return {
        clientX: middle.clientX + Math.sin(turn) * 320,
        clientY: middle.clientY + (1 - Math.cos(turn)) * reach,
      };
    };
    const cards = [...document.querySelectorAll<HTMLElement>('[data-node]')];
    const distance = (card: HTMLElement): number => {
      const { x, y } = card.getBoundingClientRect();
      return Math.hypot(x - middle.clientX, y - middle.clientY);
    };
    const card = act.startsWith('drag') ? cards.sort((a, b) => distance(a) - distance(b))[0] : undefined;
    if (act.startsWith('drag') && !card) throw new Error('There is no card to drag.');
    const press = () => card?.dispatchEvent(new PointerEvent('pointerdown', { ...common, ...at(0) }));
    const move = (frame: number) => window.dispatchEvent(new PointerEvent('pointermove', { ...common, ...at(frame) }));
    const release = () => window.dispatchEvent(new PointerEvent('pointerup', { ...common, ...at(frames) }));
    const begin = {
      // The middle button pans wherever it is pressed.
      pan: () => pane.dispatchEvent(new PointerEvent('pointerdown', { ...common, ...at(0), button: 1 })),
      zoom: () => true,
      drag: press,
      dragOut: press,
    };
    const step = {
      pan: move,
      zoom: (frame: number) =>
        pane.dispatchEvent(
          new WheelEvent('wheel', { ...common, ...middle, deltaY: Math.floor(frame / 30) % 2 === 0 ? -20 : 20 }),
        ),
      drag: move,
      dragOut: move,
    };
    const end = { pan: release, zoom: () => true, drag: release, dragOut: release };
    const nextFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
    const times: number[] = [];
    begin[act]();
    let last = await nextFrame();
    for (let frame = 1; frame <= frames; frame += 1) {
      step[act](frame);
      const now = await nextFrame();
      times.push(now - last);
      last = now;
    }
    end[act]();
    return times;
  }, acting);
}

export function percentile(times: FrameTimes, part: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

/** Frames a second, over all of them. */
export function frameRate(times: FrameTimes): number {
  return (1000 * times.length) / times.reduce((sum, time) => sum + time, 0);
}
