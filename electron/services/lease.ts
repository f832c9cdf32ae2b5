import type { ServiceContext } from './serviceContext.ts';

/** How long a process owns a run without saying that it still works on it. */
const LEASE_SECONDS = 120;
/** How often it says so. */
const RENEW_SECONDS = 15;

/** Until when a lease lasts that is renewed now; ISO 8601 UTC. */
export function leaseEnd({ clock }: Pick<ServiceContext, 'clock'>): string {
  return new Date(clock().getTime() + LEASE_SECONDS * 1000).toISOString();
}

/**
 * Renews a lease until the returned function is called. `renew` answers whether it was still ours; `onLost` is called
 * once when it was not. A database that cannot be written now is tried again at the next turn.
 */
export function keepLease(renew: () => boolean, onLost: () => void): () => void {
  const timer = setInterval(() => {
    try {
      if (renew()) return;
    } catch {
      return;
    }
    clearInterval(timer);
    onLost();
  }, RENEW_SECONDS * 1000);
  timer.unref();
  return () => clearInterval(timer);
}
