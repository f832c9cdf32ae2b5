import { tinykeys } from 'tinykeys';
import { useSingleKeys } from '../../../ui/singleKeys.ts';
import { type CanvasCommand, canvasKeys, takesKey } from './canvasKeys.ts';
import { keyPlace } from './keyPlace.ts';

/** A field gives what was typed into it when it loses the focus: before a save it has to. */
function commitField(): void {
  const field = document.activeElement;
  if (!(field instanceof HTMLElement)) return;
  field.blur();
  field.focus();
}

/** Listens to the keys of the canvas while the screen is there. Call it while a component initialises. */
export function useCanvasKeys(commands: Record<CanvasCommand, () => void>): void {
  const singleKeys = useSingleKeys();
  $effect(() => {
    const handlers = canvasKeys.map(({ command, press, kind }) => [
      press,
      (event: KeyboardEvent) => {
        const place = keyPlace(event);
        if (event.defaultPrevented || !takesKey(kind, place, singleKeys())) return;
        event.preventDefault();
        if (place === 'field') commitField();
        commands[command]();
      },
    ]);
    return tinykeys(window, Object.fromEntries(handlers));
  });
}
