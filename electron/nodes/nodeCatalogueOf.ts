import type { NodeCatalogue } from '../../shared/graph/nodeCatalogue.ts';
import { settingFindings } from '../../shared/graph/settingFindings.ts';
import { settingIssueWords } from '../../shared/graph/settingIssueWords.ts';
import type { NodeRegistry } from '../runtime/contracts/node.ts';

/** What validation, migration and the editor know of node types. Settings of a type that is not there are not judged. */
export function nodeCatalogueOf(registry: NodeRegistry): NodeCatalogue {
  return {
    get: (type) => registry.get(type)?.definition ?? null,
    list: () => registry.list().map((node) => node.definition),
    checkSettings(type, settings) {
      const node = registry.get(type);
      const issues = node?.spec.settings.safeParse(settings, { error: settingIssueWords }).error?.issues ?? [];
      return issues.flatMap((issue) => (node ? settingFindings(issue, node.definition, settings) : []));
    },
  };
}
