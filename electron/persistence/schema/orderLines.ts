import { index, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { OutputType } from '../../../shared/domain/outputType.ts';
import { oneOf } from './oneOf.ts';
import { orders } from './orders.ts';
import { outputTypes } from './outputTypes.ts';
import { products } from './products.ts';

/** open: not delivered yet, whatever happened to its runs. */
export const orderLineStates = ['open', 'delivered', 'cancelled'] as const;
export type OrderLineState = (typeof orderLineStates)[number];

/** One product x one output type. */
export const orderLines = sqliteTable(
  'order_lines',
  {
    id: text('id').primaryKey(),
    orderId: text('order_id')
      .notNull()
      .references(() => orders.id),
    /** OL-0001-01 */
    number: text('number').notNull(),
    productId: text('product_id')
      .notNull()
      .references(() => products.id),
    outputTypeId: text('output_type_id')
      .notNull()
      .references(() => outputTypes.id),
    /** The output type as it was ordered, with what this order changed of it; null = as the output type says. */
    ordered: text('ordered', { mode: 'json' }).$type<OutputType>(),
    state: text('state').$type<OrderLineState>().notNull(),
    createdAt: text('created_at').notNull(),
    deliveredAt: text('delivered_at'),
  },
  (table) => [
    uniqueIndex('order_lines_number').on(table.number),
    index('order_lines_order').on(table.orderId),
    oneOf('order_lines_state', table.state, orderLineStates),
  ],
);
