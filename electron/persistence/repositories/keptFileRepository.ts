import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Connection } from '../connection.ts';

/** A result that only previews gave, and the files of it. */
export interface PreviewResult {
  readonly key: string;
  readonly usedAt: string;
  readonly files: readonly { readonly sha256: string; readonly bytes: number }[];
}

/** Who refers to files of the artifact store, by their hashes. */
export interface KeptFileRepository {
  /** Files of deliveries, templates, steps of runs and results that runs gave, and those that workflows name. */
  lasting(): Set<string>;
  /** Results that no run gave, some at a time, so that other work comes in between; the oldest first. */
  previewPages(): Iterable<PreviewResult[]>;
  /** All of them or none, but for those that were used since they were listed. Answers the keys of those that are gone. */
  forget(previews: readonly PreviewResult[]): string[];
}

const previewRowSchema = z.object({ row: z.number(), key: z.string(), usedAt: z.string(), files: z.string() });
const filesSchema = z.array(z.object({ sha256: z.string(), bytes: z.number() }));

/** Results read at a time: some hundredths of a second. */
const PAGE = 500;

const byRun = sql`exists (select 1 from runs where runs.id = node_results.run_id)`;
/** Hashes of the files in the JSON of outputs: an array of them in steps, an object in results. */
const hashesOf = (column: string, table: string): SQL => sql`
  select json_extract(file.value, '$.sha256') as text
  from ${sql.raw(table)}, json_each(${sql.raw(`${table}.${column}`)}) as output, json_each(output.value, '$.files') as file`;

export function createKeptFileRepository(connection: Connection): KeptFileRepository {
  const texts = (query: SQL): string[] =>
    connection.all<{ text: string | null }>(query).flatMap(({ text }) => text ?? []);

  /** A setting may name a kept file: in the stored graph that is a hash, under a name that says so. */
  const namedByWorkflows = (): string[] =>
    texts(sql`
      select config as text from workflow_revisions where config like '%sha256"%'
      union all select config from workflow_drafts where config like '%sha256"%'
    `).flatMap((config) => config.match(/\b[0-9a-f]{64}\b/g) ?? []);

  const previewsAfter = (after: number): { previews: PreviewResult[]; last: number | undefined } => {
    const rows = connection
      .all(
        sql`
          select node_results.rowid as row, node_results.key, used_at as usedAt, (
            select json_group_array(json_object(
              'sha256', json_extract(file.value, '$.sha256'), 'bytes', json_extract(file.value, '$.bytes')
            ))
            from json_each(outputs) as output, json_each(output.value, '$.files') as file
          ) as files
          from node_results where node_results.rowid > ${after} and not ${byRun}
          order by node_results.rowid limit ${PAGE}`,
      )
      .map((row) => previewRowSchema.parse(row));
    return {
      previews: rows.map(({ key, usedAt, files }) => ({ key, usedAt, files: filesSchema.parse(JSON.parse(files)) })),
      last: rows.at(-1)?.row,
    };
  };

  return {
    lasting: () =>
      new Set([
        ...texts(sql`select artifact_sha256 as text from media_assets`),
        ...texts(sql`select json_extract(template, '$.blendSha256') as text from templates`),
        ...texts(hashesOf('outputs', 'run_steps')),
        ...texts(sql`${hashesOf('outputs', 'node_results')} where ${byRun}`),
        ...namedByWorkflows(),
      ]),
    *previewPages() {
      let after = 0;
      for (;;) {
        const { previews, last } = previewsAfter(after);
        if (last === undefined) return;
        yield previews;
        after = last;
      }
    },
    forget(previews) {
      const listed = JSON.stringify(previews.map(({ key, usedAt }) => ({ key, usedAt })));
      return connection
        .all<{ key: string }>(
          sql`
            delete from node_results
            where not ${byRun} and rowid in (
              select node_results.rowid from json_each(${listed}) as listed
              join node_results on node_results.key = json_extract(listed.value, '$.key')
              and used_at = json_extract(listed.value, '$.usedAt')
            )
            returning key`,
        )
        .map(({ key }) => key);
    },
  };
}
