import type { Page } from '@playwright/test';

/** Pictures decoded, fonts there, and no more changes of the page: nothing moves unless someone moved it. */
export async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise<void>((resolve) => {
      let timer = setTimeout(done, 200);
      const observer = new MutationObserver(() => {
        clearTimeout(timer);
        timer = setTimeout(done, 200);
      });
      const limit = setTimeout(done, 4000);
      observer.observe(document.body, { subtree: true, childList: true, attributes: true });
      function done(): void {
        clearTimeout(limit);
        observer.disconnect();
        resolve();
      }
    });
    const pictures = [...document.images].filter((picture) => picture.checkVisibility());
    const decoded = Promise.all(pictures.map((picture) => picture.decode().catch(() => undefined)));
    // One that lies outside of what is seen is loaded when it comes into sight, and until then it answers nothing.
    await Promise.race([decoded, new Promise((resolve) => setTimeout(resolve, 2000))]);
  });
}
