import type { RunLogLine } from '../../../../shared/domain/run.ts';
import { onEvent } from '../../../api/client.ts';

/**
 * What the preview with that id logged, as long as this window has listened; null = there is none. Call it while a
 * component initialises.
 */
export function createPreviewLog(previewId: () => string | null): { readonly lines: readonly RunLogLine[] } {
  /** Previews come one after the other, so it is the latest that something is heard of: perhaps before it is known. */
  let logged = $state.raw<{ readonly id: string; readonly lines: readonly RunLogLine[] } | null>(null);

  $effect(() =>
    onEvent('previews:logged', ({ previewId: id, lines }) => {
      logged = { id, lines: logged?.id === id ? [...logged.lines, ...lines] : lines };
    }),
  );

  return {
    get lines() {
      return logged !== null && logged.id === previewId() ? logged.lines : [];
    },
  };
}
