import type { z } from 'zod';
import type { NodeDefinition } from '../domain/nodeDefinition.ts';
import type { NodeCatalogue } from './nodeCatalogue.ts';

type Finding = ReturnType<NodeCatalogue['checkSettings']>[number];
type Issue = z.core.$ZodIssue;

/**
 * What an issue with the settings of a node says to people: which setting, its value, and why that cannot be. `whyOf` makes
 * a sentence of the issue and of the help of its setting.
 */
export function settingFindings(
  issue: Issue,
  { label, settingsSchema }: NodeDefinition,
  settings: Readonly<Record<string, unknown>>,
  whyOf: (issue: Issue, help: string) => string = ({ message }) => `${message}.`,
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
