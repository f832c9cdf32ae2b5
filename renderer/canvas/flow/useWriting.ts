import { useCanvas, type Writing } from '../canvas.ts';
import { useFlow } from './flow.ts';

interface WritingHere {
  readonly isOpen: boolean;
  open(): void;
  close(): void;
}

/** Whether a thing of the drawing is being written in. Call it while its component initialises. */
export function useWriting(thing: Writing): WritingHere {
  const { ui } = useCanvas();
  const { camera } = useFlow();
  const isThis = (): boolean => ui.writing?.kind === thing.kind && ui.writing.id === thing.id;
  return {
    // From afar it is painted only: there is nothing to write in.
    get isOpen() {
      return isThis() && camera.level !== 'overview';
    },
    open() {
      ui.writing = thing;
    },
    close() {
      if (isThis()) ui.writing = null;
    },
  };
}
