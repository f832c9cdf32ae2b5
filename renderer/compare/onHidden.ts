/** Calls `act` whenever the window is hidden: nobody looks any more. Returns what ends that. */
export function onHidden(act: () => void): () => void {
  const look = (): void => {
    if (document.hidden) act();
  };
  document.addEventListener('visibilitychange', look);
  return () => document.removeEventListener('visibilitychange', look);
}
