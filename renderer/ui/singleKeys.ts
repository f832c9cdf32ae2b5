import { createContext } from 'svelte';

const [get, provide, provided] = createContext<() => boolean>();

/** Said once by the window: whether single-letter keys are on in Settings. */
export const provideSingleKeys = provide;

/** Whether single-letter keys (J, K, /) do something now. Call while a component initialises. */
export function useSingleKeys(): () => boolean {
  return provided() ? get() : () => true;
}

/** Letters belong to the field while one has the focus. */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target;
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches('input, textarea, select, [role=combobox]');
}
