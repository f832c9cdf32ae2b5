/** Milliseconds since epoch, once per second while `ticking`; else as it last was. Call it while a component initialises. */
export function useClock(ticking: () => boolean): { readonly now: number } {
  let now = $state(Date.now());
  const on = $derived(ticking());
  $effect(() => {
    if (!on) return;
    now = Date.now();
    const timer = setInterval(() => {
      now = Date.now();
    }, 1000);
    return () => clearInterval(timer);
  });
  return {
    get now() {
      return now;
    },
  };
}
