import { index, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { type Notice, noticeSchema } from '../../../shared/domain/notice.ts';
import { oneOf } from './oneOf.ts';

export const notices = sqliteTable(
  'notices',
  {
    id: text('id').primaryKey(),
    kind: text('kind').$type<Notice['kind']>().notNull(),
    title: text('title').notNull(),
    body: text('body').notNull(),
    runId: text('run_id'),
    productId: text('product_id'),
    createdAt: text('created_at').notNull(),
    readAt: text('read_at'),
  },
  (table) => [
    index('notices_created_at').on(table.createdAt),
    oneOf('notices_kind', table.kind, noticeSchema.shape.kind.options),
  ],
);
