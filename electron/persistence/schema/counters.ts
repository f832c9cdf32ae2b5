import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** The last number given out for each kind of record. */
export const counters = sqliteTable('counters', {
  name: text('name').primaryKey(),
  value: integer('value').notNull(),
});
