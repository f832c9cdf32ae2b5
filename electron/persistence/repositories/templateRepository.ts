import { asc, eq } from 'drizzle-orm';
import { type RenderTemplate, renderTemplateSchema } from '../../../shared/domain/template.ts';
import type { Connection } from '../connection.ts';
import { templates } from '../schema/templates.ts';

/** The user's own templates; the built-in ones are files of the application. */
export interface TemplateRepository {
  /** Oldest first. */
  list(): RenderTemplate[];
  get(id: string): RenderTemplate | null;
  /** Adds it, or replaces the one with this id. */
  put(template: RenderTemplate, at: string): void;
  /** false = no such template. */
  remove(id: string): boolean;
}

export function createTemplateRepository(connection: Connection): TemplateRepository {
  return {
    list: () =>
      connection
        .select()
        .from(templates)
        .orderBy(asc(templates.createdAt))
        .all()
        .map((row) => renderTemplateSchema.parse(row.template)),
    get(id) {
      const row = connection.select().from(templates).where(eq(templates.id, id)).get();
      return row ? renderTemplateSchema.parse(row.template) : null;
    },
    put(template, at) {
      connection
        .insert(templates)
        .values({ id: template.id, template, createdAt: at })
        .onConflictDoUpdate({ target: templates.id, set: { template } })
        .run();
    },
    remove: (id) => connection.delete(templates).where(eq(templates.id, id)).run().changes > 0,
  };
}
