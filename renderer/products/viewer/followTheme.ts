import type { ModelView } from './ModelView.ts';
import { readViewerColors } from './viewerColors.ts';

/** Keeps the view in the colours and the motion that are in force at the element; a canvas cannot inherit them. Returns how to stop. */
export function followTheme(view: ModelView, element: Element): () => void {
  const color = (): void => view.setColors(readViewerColors(element));
  const root = new MutationObserver(color);
  root.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'class'] });
  const scheme = matchMedia('(prefers-color-scheme: dark)');
  const motion = matchMedia('(prefers-reduced-motion: reduce)');
  const still = (): void => view.camera.setReducedMotion(motion.matches);
  scheme.addEventListener('change', color);
  motion.addEventListener('change', still);
  still();
  return () => {
    root.disconnect();
    scheme.removeEventListener('change', color);
    motion.removeEventListener('change', still);
  };
}
