import type { z } from 'zod';
import type { NodeDefinition } from '../../shared/domain/nodeDefinition.ts';
import type { NodeCatalogue } from '../../shared/graph/nodeCatalogue.ts';
import type { NodeRegistry } from '../runtime/contracts/node.ts';

type Finding = ReturnType<NodeCatalogue['checkSettings']>[number];
type Settings = Readonly<Record<string, unknown>>;

/** What validation, migration and the editor know of node types. Settings of a type that is not there are not judged. */
export function nodeCatalogueOf(registry: NodeRegistry): NodeCatalogue {
  return {
    get: (type) => registry.get(type)?.definition ?? null,
    list: () => registry.list().map((node) => node.definition),
    checkSettings(type, settings) {
      const node = registry.get(type);
      const issues = node?.spec.settings.safeParse(settings).error?.issues ?? [];
      return issues.flatMap((issue) => (node ? findings(issue, node.definition, settings) : []));
    },
  };
}

function findings(issue: z.core.$ZodIssue, { label, settingsSchema }: NodeDefinition, settings: Settings): Finding[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      field: [...issue.path, key].join('.'),
      message: `${label} has no setting '${key}'.`,
      unknown: true,
    }));
  }
  const [name = ''] = issue.path.map(String);
  const properties = settingsSchema.properties as Record<string, { title?: string }> | undefined;
  const title = properties?.[name]?.title ?? name;
  const value = name in settings ? ` is ${shortText(settings[name])}` : ' is not given';
  return [{ field: issue.path.join('.'), message: `${title}${value}. ${issue.message}.`, unknown: false }];
}

function shortText(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
