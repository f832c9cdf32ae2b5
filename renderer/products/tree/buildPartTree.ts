import type { Manifest, ManifestAssembly, ManifestPart } from '../../../shared/domain/cad.ts';
import type { PartTreeNode } from './partTreeNode.ts';
import { compareNames, repeatLabel, repeatName } from './repeatName.ts';

/** Fewer repeats than this are shown one by one: a group would hide names to save a line or none. */
const GROUP_FROM = 3;
/** A lone group adds a level and says nothing new; up to this many members its parent lists them itself. */
const HOIST_UP_TO = 24;

type Source = Pick<Manifest, 'rootName' | 'assemblies' | 'parts'>;

interface Child {
  node: PartTreeNode;
  /** Same key = same thing repeated. */
  repeatKey: string;
  order: number;
}

/**
 * The assembly tree of a manifest. Children stand in file order, repeats of one part are collapsed into one group,
 * and assemblies without any part are left out.
 */
export function buildPartTree(manifest: Source): PartTreeNode {
  const partsOf = new Map<string, ManifestPart[]>();
  const assembliesOf = new Map<string | null, ManifestAssembly[]>();
  const known = new Set(manifest.assemblies.map((assembly) => assembly.id));
  const orphans: ManifestPart[] = [];
  for (const part of manifest.parts) {
    if (known.has(part.assemblyId)) push(partsOf, part.assemblyId, part);
    else orphans.push(part);
  }
  for (const assembly of manifest.assemblies) push(assembliesOf, assembly.parentId, assembly);
  const order = new Map(manifest.parts.map((part, index) => [part.partKey, index]));
  const orderOf = (node: PartTreeNode): number => order.get(node.partKeys[0] ?? '') ?? 0;

  // A manifest that repeats a key fails its parity check; it must still be shown, so that it can be looked into.
  const used = new Map<string, number>();
  const idOf = ({ partKey }: ManifestPart): string => {
    const before = used.get(partKey) ?? 0;
    used.set(partKey, before + 1);
    return before === 0 ? partKey : `${partKey} again ${before}`;
  };

  const partChild = (part: ManifestPart): Child => {
    const node: PartTreeNode = {
      id: idOf(part),
      kind: 'part',
      label: part.name,
      partKeys: [part.partKey],
      children: [],
    };
    return { node, repeatKey: `part ${repeatName(part.name).stem} ${part.meshId}`, order: orderOf(node) };
  };

  const assemblyChild = (assembly: ManifestAssembly): Child | null => {
    const children = childrenOf(assembly.id, partsOf.get(assembly.id) ?? []);
    if (children.length === 0) return null;
    const node = parentNode(assembly.id, 'assembly', assembly.name, children);
    return {
      node,
      repeatKey: `assembly ${repeatName(assembly.name).stem} ${assembly.productName}`,
      order: orderOf(node),
    };
  };

  const childrenOf = (parentId: string | null, parts: readonly ManifestPart[]): PartTreeNode[] => {
    const assemblies = (assembliesOf.get(parentId) ?? []).flatMap((assembly) => assemblyChild(assembly) ?? []);
    const all = [...parts.map(partChild), ...assemblies].sort((a, b) => a.order - b.order);
    return groupRepeats(parentId ?? 'root', all);
  };

  const top = childrenOf(null, orphans);
  const only = top[0];
  if (top.length === 1 && only?.kind === 'assembly') return only;
  return parentNode('root', 'assembly', manifest.rootName, top);
}

function groupRepeats(parentId: string, children: readonly Child[]): PartTreeNode[] {
  const repeats = new Map<string, Child[]>();
  for (const child of children) push(repeats, child.repeatKey, child);
  if (repeats.size === 1 && children.length <= HOIST_UP_TO) return children.map((child) => child.node).sort(byName);
  const nodes: PartTreeNode[] = [];
  for (const [key, members] of repeats) {
    const plain = members.map((member) => member.node);
    if (members.length < GROUP_FROM) nodes.push(...plain);
    else {
      const sorted = [...plain].sort(byName);
      nodes.push(parentNode(`${parentId}/${key}`, 'group', repeatLabel(sorted.map((node) => node.label)), sorted));
    }
  }
  return nodes;
}

function byName(a: PartTreeNode, b: PartTreeNode): number {
  return compareNames(a.label, b.label);
}

function parentNode(
  id: string,
  kind: 'assembly' | 'group',
  label: string,
  children: readonly PartTreeNode[],
): PartTreeNode {
  return { id, kind, label, partKeys: children.flatMap((child) => child.partKeys), children };
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
