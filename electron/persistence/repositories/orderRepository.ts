import { eq } from 'drizzle-orm';
import type { OutputType } from '../../../shared/domain/outputType.ts';
import type { Connection } from '../connection.ts';
import { type OrderLineState, orderLines } from '../schema/orderLines.ts';
import { orders } from '../schema/orders.ts';
import { nextValue, padded } from './numbers.ts';

export type OrderLineRecord = typeof orderLines.$inferSelect;

export interface NewOrder {
  readonly orderId: string;
  readonly orderLineId: string;
  readonly productId: string;
  readonly outputTypeId: string;
  /** The output type as it is ordered; left out = as the output type says when the run starts. */
  readonly ordered?: OutputType | null;
  readonly at: string;
}

export interface OrderRepository {
  /** An order with one line, open. Numbers are counted up: O-0001, OL-0001-01. */
  create(order: NewOrder): { orderNumber: string; line: OrderLineRecord };
  line(id: string): OrderLineRecord | null;
  /** `delivered` also notes when. */
  setLineState(id: string, state: OrderLineState, at: string): void;
}

export function createOrderRepository(connection: Connection): OrderRepository {
  return {
    create: ({ orderId, orderLineId, productId, outputTypeId, ordered, at }) =>
      connection.transaction(
        (tx) => {
          const digits = padded(nextValue(connection, 'order'), 4);
          tx.insert(orders)
            .values({ id: orderId, number: `O-${digits}`, createdAt: at })
            .run();
          const line = tx
            .insert(orderLines)
            .values({
              id: orderLineId,
              orderId,
              number: `OL-${digits}-01`,
              productId,
              outputTypeId,
              ordered: ordered ?? null,
              state: 'open',
              createdAt: at,
              deliveredAt: null,
            })
            .returning()
            .get();
          return { orderNumber: `O-${digits}`, line };
        },
        { behavior: 'immediate' },
      ),
    line: (id) => connection.select().from(orderLines).where(eq(orderLines.id, id)).get() ?? null,
    setLineState(id, state, at) {
      connection
        .update(orderLines)
        .set({ state, deliveredAt: state === 'delivered' ? at : null })
        .where(eq(orderLines.id, id))
        .run();
    },
  };
}
