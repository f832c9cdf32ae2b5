import { sql } from 'drizzle-orm';
import type { Connection } from '../connection.ts';
import { counters } from '../schema/counters.ts';

/** The next value of a counter, from 1. Call it in the transaction that uses the number, so that none is lost. */
export function nextValue(connection: Connection, counter: 'order' | 'run'): number {
  const row = connection
    .insert(counters)
    .values({ name: counter, value: 1 })
    .onConflictDoUpdate({ target: counters.name, set: { value: sql`${counters.value} + 1` } })
    .returning({ value: counters.value })
    .get();
  return row.value;
}

/** `padded(7, 4)` is `0007`; longer numbers keep all their digits. */
export function padded(value: number, digits: number): string {
  return String(value).padStart(digits, '0');
}
