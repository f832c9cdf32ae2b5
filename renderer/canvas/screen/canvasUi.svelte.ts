import type { BottomTab, CanvasUi, InspectorTab, QuickAddRequest, Writing } from '../canvas.ts';

const rememberedKey = 'hartomat.canvas.ui';

/** What a person has set for every canvas. */
interface Remembered {
  readonly minimap?: boolean;
  readonly outline?: boolean;
  readonly bottomOpen?: boolean;
}

function readRemembered(): Remembered {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(rememberedKey) ?? '{}');
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    // Written by something else: as if nothing had been set.
    return {};
  }
}

/** What is open beside and over the canvas. Minimap, outline and bottom panel stay as they were left. */
export class CanvasUiState implements CanvasUi {
  quickAdd = $state.raw<QuickAddRequest | null>(null);
  bottomTab = $state<BottomTab>('problems');
  bottomOpen = $state(true);
  inspectorTab = $state<InspectorTab>('settings');
  minimap = $state(true);
  find = $state(false);
  outline = $state(false);
  focusField = $state.raw<{ readonly nodeId: string; readonly field: string } | null>(null);
  writing = $state.raw<Writing | null>(null);
  problem = $state<string | null>(null);
  compareRevision = $state<number | null>(null);

  readonly #roomy: boolean;

  /** @param roomy false: the window is too low for the bottom panel, so it begins folded. */
  constructor(roomy: boolean) {
    const { minimap, outline, bottomOpen } = readRemembered();
    this.minimap = minimap !== false;
    this.outline = outline === true;
    this.bottomOpen = roomy && bottomOpen !== false;
    this.#roomy = roomy;
  }

  /** Call while a component initialises. */
  remember(): void {
    $effect(() => {
      const { minimap, outline } = this;
      // A window that was too low for the panel says nothing about others.
      const bottomOpen = this.#roomy ? this.bottomOpen : readRemembered().bottomOpen;
      localStorage.setItem(rememberedKey, JSON.stringify({ minimap, outline, bottomOpen }));
    });
  }
}
