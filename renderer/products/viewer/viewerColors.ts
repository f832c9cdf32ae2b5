/** Colours of the theme that the picture itself needs, as CSS colours. */
export interface ViewerColors {
  readonly background: string;
  readonly select: string;
  readonly grid: string;
}

/** Reads them from the tokens in force at the element. */
export function readViewerColors(element: Element): ViewerColors {
  const style = getComputedStyle(element);
  const token = (name: string): string => style.getPropertyValue(name).trim();
  return { background: token('--bg-viewer'), select: token('--select'), grid: token('--tx-3') };
}
