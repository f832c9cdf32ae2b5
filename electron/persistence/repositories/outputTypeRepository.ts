import { asc, eq, sql } from 'drizzle-orm';
import { type OutputType, outputTypeSchema } from '../../../shared/domain/outputType.ts';
import type { Connection } from '../connection.ts';
import { outputTypes } from '../schema/outputTypes.ts';

export interface OutputTypeRepository {
  /** In the order in which they were made. */
  list(): OutputType[];
  get(id: string): OutputType | null;
  byCode(code: string): OutputType | null;
  insert(outputType: OutputType): OutputType;
  /** Adds those whose code is not there yet; what a user has edited stays. Safe for two processes at once. */
  seedDefaults(defaults: readonly OutputType[]): void;
}

export function createOutputTypeRepository(connection: Connection): OutputTypeRepository {
  const one = (row: typeof outputTypes.$inferSelect | undefined): OutputType | null =>
    row ? outputTypeSchema.parse(row) : null;
  return {
    list: () =>
      connection
        .select()
        .from(outputTypes)
        .orderBy(asc(sql`rowid`))
        .all()
        .map((row) => outputTypeSchema.parse(row)),
    get: (id) => one(connection.select().from(outputTypes).where(eq(outputTypes.id, id)).get()),
    byCode: (code) => one(connection.select().from(outputTypes).where(eq(outputTypes.code, code)).get()),
    insert: (outputType) => outputTypeSchema.parse(connection.insert(outputTypes).values(outputType).returning().get()),
    seedDefaults(defaults) {
      if (defaults.length === 0) return;
      connection
        .insert(outputTypes)
        .values([...defaults])
        .onConflictDoNothing()
        .run();
    },
  };
}
