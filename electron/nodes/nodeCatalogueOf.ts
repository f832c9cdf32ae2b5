import type { NodeCatalogue } from '../../shared/graph/nodeCatalogue.ts';
import { settingFindings } from '../../shared/graph/settingFindings.ts';
import type { NodeRegistry } from '../runtime/contracts/node.ts';

/** What validation, migration and the editor know of node types. Settings of a type that is not there are not judged. */
export function nodeCatalogueOf(registry: NodeRegistry): NodeCatalogue {
  return {
    get: (type) => registry.get(type)?.definition ?? null,
    list: () => registry.list().map((node) => node.definition),
    checkSettings(type, settings) {
      const node = registry.get(type);
      return node ? settingFindings(node.spec.settings, node.definition, settings) : [];
    },
  };
}
