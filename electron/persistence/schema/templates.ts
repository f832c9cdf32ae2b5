import { sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { RenderTemplate } from '../../../shared/domain/template.ts';

/** Templates that the user brought. The built-in ones are files of the application. */
export const templates = sqliteTable('templates', {
  id: text('id').primaryKey(),
  template: text('template', { mode: 'json' }).$type<RenderTemplate>().notNull(),
  createdAt: text('created_at').notNull(),
});
