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
  /** Results that no run gave, least recently used first. */
  previews(): PreviewResult[];
  /** All of them, but for those that were used since they were listed. Answers how many. */
  forget(previews: readonly PreviewResult[]): number;
}

const previewRowSchema = z.object({ key: z.string(), usedAt: z.string(), files: z.string() });
const filesSchema = z.array(z.object({ sha256: z.string(), bytes: z.number() }));

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

  return {
    lasting: () =>
      new Set([
        ...texts(sql`select artifact_sha256 as text from media_assets`),
        ...texts(sql`select json_extract(template, '$.blendSha256') as text from templates`),
        ...texts(hashesOf('outputs', 'run_steps')),
        ...texts(sql`${hashesOf('outputs', 'node_results')} where ${byRun}`),
        ...namedByWorkflows(),
      ]),
    previews: () =>
      connection
        .all(
          sql`
            select node_results.key, used_at as usedAt, (
              select json_group_array(json_object(
                'sha256', json_extract(file.value, '$.sha256'), 'bytes', json_extract(file.value, '$.bytes')
              ))
              from json_each(outputs) as output, json_each(output.value, '$.files') as file
            ) as files
            from node_results where not ${byRun} order by used_at, rowid`,
        )
        .map((row) => {
          const { files, ...of } = previewRowSchema.parse(row);
          return { ...of, files: filesSchema.parse(JSON.parse(files)) };
        }),
    forget: (previews) =>
      connection.transaction(
        () =>
          previews.filter(({ key, usedAt }) => {
            const unchanged = sql`key = ${key} and used_at = ${usedAt} and not ${byRun}`;
            return connection.run(sql`delete from node_results where ${unchanged}`).changes > 0;
          }).length,
        { behavior: 'immediate' },
      ),
  };
}
