import type { Page } from '@playwright/test';

interface Edges {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A control or a run of text as it is seen: what scrolls or is cut away does not count. */
export interface SeenBox extends Edges {
  readonly words: string;
  /** What it floats with: things of one layer are laid out beside each other, layers lie on top of each other. */
  readonly layer: number;
  /** Index of the control that it is in; -1 = none. */
  readonly within: number;
  /** Pixels of a text that are cut off and that nothing (an ellipsis, a scroll bar) tells of. */
  readonly cut: number;
}

/** Every control and every text in sight. */
export function seenBoxes(page: Page): Promise<SeenBox[]> {
  return page.evaluate(() => {
    const controls = 'button, a[href], input, select, textarea, [role=tab], [role=radio], [role=switch], [role=slider]';
    const layers = new Map<Element | null, number>();
    const boxes: { -readonly [key in keyof SeenBox]: SeenBox[key] }[] = [];
    const indexOf = new Map<Element, number>();

    /** The nearest thing that lies above the page on purpose: placed and given a height, or moved as a whole. */
    function layerOf(element: Element): number {
      let at: Element | null = element;
      while (at !== null) {
        const { position, zIndex } = getComputedStyle(at);
        if (position !== 'static' && position !== 'relative' && zIndex !== 'auto') break;
        if (at.matches('dialog, [role=dialog], [role=menu], thead, .svelte-flow__node')) break;
        at = at.parentElement;
      }
      const known = layers.get(at) ?? layers.size;
      layers.set(at, known);
      return known;
    }

    /** What is left of a box inside of everything that cuts it, and how much a text lost without a word. */
    function seen(element: Element, box: Edges): { box: Edges; cut: number } {
      let { left, top, right, bottom } = box;
      let cut = 0;
      let isTold = false;
      let free = false;
      for (let at: Element | null = element; at !== null; at = at.parentElement) {
        const style = getComputedStyle(at);
        const isPlaced = style.position !== 'static' || style.transform !== 'none';
        if (style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none') isTold = true;
        const cuts = style.overflowX !== 'visible' || style.overflowY !== 'visible';
        if (cuts && (!free || isPlaced)) {
          const edge = at.getBoundingClientRect();
          const scrolls = /auto|scroll/.test(`${style.overflowX} ${style.overflowY}`);
          if (scrolls || at.matches('[role=application]')) isTold = true;
          const lost = Math.max(edge.left - left, right - edge.right, edge.top - top, bottom - edge.bottom);
          if (!isTold) cut = Math.max(cut, lost);
          [left, top] = [Math.max(left, edge.left), Math.max(top, edge.top)];
          [right, bottom] = [Math.min(right, edge.right), Math.min(bottom, edge.bottom)];
        }
        if (style.position === 'fixed') break;
        if (style.position === 'absolute') free = true;
        else if (isPlaced) free = false;
      }
      return { box: { left, top, right, bottom }, cut };
    }

    function take(element: Element, of: Edges, words: string, isText: boolean): void {
      const { box, cut } = seen(element, of);
      const control = element.closest(controls);
      const owner = isText ? control : (element.parentElement?.closest(controls) ?? null);
      const isInSight = box.right - box.left >= 3 && box.bottom - box.top >= 3;
      if (!isInSight) return;
      if (!isText) indexOf.set(element, boxes.length);
      boxes.push({
        ...box,
        words: words.trim().replace(/\s+/g, ' ').slice(0, 40),
        layer: layerOf(element),
        within: owner === null ? -1 : (indexOf.get(owner) ?? -1),
        cut: isText ? Math.round(cut) : 0,
      });
    }

    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node instanceof Element ? node : node.parentElement;
      if (!element?.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
      if (element.closest('.visually-hidden, svg, option, [inert]')) continue;
      if (node instanceof Element) {
        const name = node.getAttribute('aria-label') ?? node.textContent ?? node.tagName;
        if (node.matches(controls)) take(node, node.getBoundingClientRect(), name, false);
      } else if ((node.textContent ?? '').trim() !== '') {
        const range = document.createRange();
        range.selectNodeContents(node);
        for (const line of range.getClientRects()) take(element, line, node.textContent ?? '', true);
      }
    }
    return boxes;
  });
}
