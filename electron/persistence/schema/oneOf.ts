import { sql } from 'drizzle-orm';
import { type AnySQLiteColumn, type CheckBuilder, check } from 'drizzle-orm/sqlite-core';

/** A CHECK that a column holds one of the listed words. The words are our own constants, never input. */
export function oneOf(name: string, column: AnySQLiteColumn, words: readonly string[]): CheckBuilder {
  const list = words.map((word) => `'${word}'`).join(', ');
  return check(name, sql`${column} in (${sql.raw(list)})`);
}
