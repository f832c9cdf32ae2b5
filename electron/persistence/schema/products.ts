import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { MaterialRule } from '../../../shared/domain/material.ts';
import { cadFiles } from './cadFiles.ts';

export const products = sqliteTable(
  'products',
  {
    id: text('id').primaryKey(),
    name: text('name').notNull(),
    articleNumber: text('article_number').notNull(),
    category: text('category').notNull(),
    cadFileId: text('cad_file_id').references(() => cadFiles.id),
    /** Ordered; always read and replaced as a whole, so it is a value of the product and no table of its own. */
    rules: text('rules', { mode: 'json' }).$type<MaterialRule[]>().notNull(),
    /** Kept with the rules, so that the list needs no manifest. */
    unmatchedParts: integer('unmatched_parts').notNull(),
    isSample: integer('is_sample', { mode: 'boolean' }).notNull(),
    createdAt: text('created_at').notNull(),
    updatedAt: text('updated_at').notNull(),
    /** Removed products stay for their orders and runs, and are listed nowhere. */
    removedAt: text('removed_at'),
  },
  (table) => [index('products_name').on(table.name), index('products_cad_file').on(table.cadFileId)],
);
