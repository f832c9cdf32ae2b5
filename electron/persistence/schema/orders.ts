import { sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

export const orders = sqliteTable(
  'orders',
  {
    id: text('id').primaryKey(),
    /** O-0001 */
    number: text('number').notNull(),
    createdAt: text('created_at').notNull(),
  },
  (table) => [uniqueIndex('orders_number').on(table.number)],
);
