import type { Page } from '@playwright/test';
import { overlapFaults } from './overlapFaults.ts';
import { seenBoxes } from './seenBoxes.ts';

/**
 * What a person would see as broken at this size: a page or a list that can be scrolled sideways, content that stands out of the
 * window, a button whose words are cut without an ellipsis, text that is cut or lies on something else. Each fault in
 * words; empty = none.
 */
export async function layoutFaults(page: Page): Promise<string[]> {
  return [...(await controlFaults(page)), ...overlapFaults(await seenBoxes(page))];
}

function controlFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const faults: string[] = [];
    const root = document.documentElement;
    if (root.scrollWidth > innerWidth)
      faults.push(`the page is ${root.scrollWidth} px wide in a window of ${innerWidth}`);
    // People scroll up and down. What is wider than its place is cut by an ellipsis, wrapped, or says that it scrolls.
    for (const place of document.querySelectorAll<HTMLElement>('body *:not([data-scrolls-sideways], textarea, pre)')) {
      const { overflowX } = getComputedStyle(place);
      if (place.clientWidth === 0 || (overflowX !== 'auto' && overflowX !== 'scroll')) continue;
      if (place.scrollWidth <= place.clientWidth + 1 || !place.checkVisibility()) continue;
      const name = place.getAttribute('aria-label') ?? place.className;
      faults.push(`"${name}" scrolls sideways: ${place.scrollWidth} px in ${place.clientWidth}`);
    }
    const words = (element: Element): string =>
      (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().replace(/\s+/g, ' ').slice(0, 40);
    const isMeantToCut = (element: Element): boolean =>
      [element, ...element.querySelectorAll('*')].some((each) => getComputedStyle(each).textOverflow === 'ellipsis');
    for (const control of document.querySelectorAll('button, a[href], [role=tab], [role=radio], [role=menuitem]')) {
      const box = control.getBoundingClientRect();
      if (
        box.width === 0 ||
        box.height === 0 ||
        !control.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })
      ) {
        continue;
      }
      if (control.scrollWidth > control.clientWidth + 1 && control.clientWidth > 0 && !isMeantToCut(control)) {
        faults.push(`"${words(control)}" is cut: ${control.scrollWidth} px in ${control.clientWidth}`);
      }
      const scroller = control.closest('[data-region] *, dialog');
      if (!scroller && (box.right > innerWidth + 1 || box.left < -1))
        faults.push(`"${words(control)}" stands out of the window`);
    }
    return faults;
  });
}
