import type { z } from 'zod';
import type { NodeDefinition } from '../domain/nodeDefinition.ts';
import type { NodeCatalogue } from './nodeCatalogue.ts';
import { settingIssueWords } from './settingIssueWords.ts';

type Finding = ReturnType<NodeCatalogue['checkSettings']>[number];
type Issue = z.core.$ZodIssue;

type Settings = Readonly<Record<string, unknown>>;
/** A sentence made of an issue and of the help of its setting. */
type WhyOf = (issue: Issue, help: string) => string;

/** What is wrong with the settings of a node, in words: which setting, its value, and what to do about it. */
export function settingFindings(
  schema: z.ZodType,
  definition: NodeDefinition,
  settings: Settings,
  whyOf: WhyOf = ({ message }) => `${message}.`,
): Finding[] {
  const { error } = schema.safeParse(settings, { error: settingIssueWords });
  return (error?.issues ?? []).flatMap((issue) => findingsOf(issue, definition, settings, whyOf));
}

function findingsOf(
  issue: Issue,
  { label, settingsSchema }: NodeDefinition,
  settings: Settings,
  whyOf: WhyOf,
): Finding[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      field: [...issue.path, key].join('.'),
      message: `${label} has no setting '${key}'.`,
      unknown: true,
    }));
  }
  const [name = ''] = issue.path.map(String);
  const properties = settingsSchema.properties as Record<string, { title?: string; description?: string }> | undefined;
  const { title = name, description = '' } = properties?.[name] ?? {};
  const value = Object.hasOwn(settings, name) ? ` is ${shortText(settings[name])}` : ' is not given';
  const message = `${title}${value}. ${whyOf(issue, description)}`.trim();
  return [{ field: issue.path.join('.'), message, unknown: false }];
}

function shortText(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
