import { eq } from 'drizzle-orm';
import type { Connection } from '../connection.ts';
import { appState } from '../schema/appState.ts';

export interface AppStateRepository {
  /** The stored JSON value, or undefined. Parse it: it may come from another version. */
  get(key: string): unknown;
  /** Any JSON value but null and undefined, which remove the key. */
  set(key: string, value: unknown): void;
}

export function createAppStateRepository(connection: Connection): AppStateRepository {
  return {
    get: (key) => connection.select().from(appState).where(eq(appState.key, key)).get()?.value,
    set(key, value) {
      if (value === null || value === undefined) {
        connection.delete(appState).where(eq(appState.key, key)).run();
        return;
      }
      connection
        .insert(appState)
        .values({ key, value })
        .onConflictDoUpdate({ target: appState.key, set: { value } })
        .run();
    },
  };
}
