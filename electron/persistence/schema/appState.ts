import { sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Small facts that outlive a session and are no setting: the queue is paused, the sample was imported. */
export const appState = sqliteTable('app_state', {
  key: text('key').primaryKey(),
  value: text('value', { mode: 'json' }).$type<unknown>().notNull(),
});
