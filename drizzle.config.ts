import { defineConfig } from 'drizzle-kit';

/** `npx drizzle-kit generate --name <what_changes>` writes the next forward-only migration from the schema. */
export default defineConfig({
  dialect: 'sqlite',
  schema: './electron/persistence/schema/*.ts',
  out: './migrations',
});
