import type { ManifestAssembly } from '../../shared/domain/cad.ts';
import type { LinearColor } from '../../shared/domain/geometry.ts';
import { type Matrix, multiply } from './matrix.ts';
import { hash, type KeyedPart } from './partKey.ts';
import type { RawNode, RawPrototype } from './rawAssembly.ts';

/** A part instance on its way into the manifest. */
export interface FlatPart extends KeyedPart {
  readonly productName: string;
  /** Names from the root assembly down to the parent. */
  readonly path: readonly string[];
  readonly assemblyId: string;
  /** Own colour, or the nearest one above it. */
  readonly color: LinearColor | null;
  readonly prototype: number;
}

export interface FlatAssembly {
  readonly rootName: string;
  readonly assemblies: ManifestAssembly[];
  readonly parts: FlatPart[];
  readonly droppedEmpties: { name: string; path: string[] }[];
  /** Leaves of the tree, empty ones too; the nameless bodies of one product count once. */
  readonly partUses: number;
}

interface Place {
  readonly assemblyId: string;
  readonly path: readonly string[];
  readonly namePath: KeyedPart['namePath'];
  readonly transform: Matrix;
  readonly color: LinearColor | null;
}

/**
 * The tree as a list of parts with their places in the product. Leaves without any face are dropped and listed;
 * assemblies without a part vanish. A product that a CAD system split into one body and its construction geometry
 * (nameless siblings) becomes one part again, under the product's name.
 */
export function flattenAssembly(
  roots: readonly RawNode[],
  prototypes: readonly RawPrototype[],
  fallbackName: string,
): FlatAssembly {
  const [first] = roots;
  const single = roots.length === 1 && first ? first : null;
  const rootName = single?.instanceName ?? single?.productName ?? fallbackName;
  const flattener = new Flattener(prototypes);
  const root: ManifestAssembly = {
    id: 'root',
    name: rootName,
    productName: single?.productName ?? rootName,
    parentId: null,
  };
  flattener.flat.assemblies.push(root);
  for (const node of roots) {
    const place = {
      assemblyId: root.id,
      path: [rootName],
      namePath: [],
      transform: node.transform,
      color: colorOf(node, null),
    };
    // The root's own names stay out of the keys: people rename it with every release of the file.
    if (single && node.prototype === null && !flattener.onlyBody(node)) flattener.addChildren(node, place);
    else flattener.addNode(node, { ...place, color: null }, node.transform);
  }
  const used = new Set(flattener.flat.parts.flatMap((part) => flattener.ancestors(part.assemblyId)));
  return {
    rootName,
    partUses: roots.reduce((sum, node) => sum + countUses(node), 0),
    ...flattener.flat,
    assemblies: flattener.flat.assemblies.filter(({ id }) => id === root.id || used.has(id)),
  };
}

class Flattener {
  readonly flat: Omit<FlatAssembly, 'rootName' | 'partUses'> = { assemblies: [], parts: [], droppedEmpties: [] };
  private readonly prototypes: readonly RawPrototype[];
  private readonly parentOf = new Map<string, string>();

  constructor(prototypes: readonly RawPrototype[]) {
    this.prototypes = prototypes;
  }

  addChildren(node: RawNode, place: Place): void {
    for (const child of node.children) this.addNode(child, place, multiply(place.transform, child.transform));
  }

  addNode(node: RawNode, parent: Place, transform: Matrix): void {
    const body = this.onlyBody(node);
    if (body) {
      this.dropEmpties(node, parent);
      const color = colorOf(body, colorOf(node, parent.color));
      this.addPart({ ...node, prototype: body.prototype }, parent, multiply(transform, body.transform), color);
    } else if (node.prototype === null) this.addAssembly(node, parent, transform);
    else if (this.isEmpty(node)) this.drop(node, parent);
    else this.addPart(node, parent, transform, colorOf(node, parent.color));
  }

  /** The one nameless body of a product whose other nameless children are empty; null for every other node. */
  onlyBody(node: RawNode): RawNode | null {
    const bodies = hasOnlyBodies(node) ? node.children.filter((child) => !this.isEmpty(child)) : [];
    return bodies.length === 1 ? (bodies[0] ?? null) : null;
  }

  ancestors(assemblyId: string): string[] {
    const ids = [];
    for (let id: string | undefined = assemblyId; id !== undefined; id = this.parentOf.get(id)) ids.push(id);
    return ids;
  }

  private addAssembly(node: RawNode, parent: Place, transform: Matrix): void {
    const name = node.instanceName ?? node.productName ?? lastOf(parent.path);
    const namePath = [...parent.namePath, namesOf(node)];
    const assemblyId = this.uniqueId(`asm-${hash([parent.assemblyId, namesOf(node)])}`);
    this.parentOf.set(assemblyId, parent.assemblyId);
    const productName = node.productName ?? name;
    this.flat.assemblies.push({ id: assemblyId, name, productName, parentId: parent.assemblyId });
    this.addChildren(node, {
      assemblyId,
      path: [...parent.path, name],
      namePath,
      transform,
      color: colorOf(node, parent.color),
    });
  }

  private addPart(node: RawNode, parent: Place, transform: Matrix, color: LinearColor | null): void {
    if (node.prototype === null) return;
    const name = node.instanceName ?? node.productName ?? lastOf(parent.path);
    this.flat.parts.push({
      name,
      productName: node.productName ?? name,
      path: parent.path,
      namePath: [...parent.namePath, namesOf(node)],
      assemblyId: parent.assemblyId,
      color,
      transform,
      prototype: node.prototype,
      geometryIdentity: this.prototypes[node.prototype]?.identity ?? '',
    });
  }

  private dropEmpties(node: RawNode, parent: Place): void {
    const path = [...parent.path, node.instanceName ?? node.productName ?? ''];
    for (const child of node.children.filter((one) => this.isEmpty(one))) this.drop(child, { ...parent, path });
  }

  private drop(node: RawNode, parent: Place): void {
    this.flat.droppedEmpties.push({ name: node.instanceName ?? node.productName ?? '', path: [...parent.path] });
  }

  private isEmpty(node: RawNode): boolean {
    return node.prototype !== null && (this.prototypes[node.prototype]?.faces ?? 0) === 0;
  }

  private uniqueId(stem: string): string {
    let id = stem;
    for (let count = 2; this.parentOf.has(id); count++) id = `${stem}-${count}`;
    return id;
  }
}

/** True when all children are nameless leaves: not parts of an assembly, but the bodies of one product. */
function hasOnlyBodies(node: RawNode): boolean {
  return node.children.every(
    (child) => child.prototype !== null && child.instanceName === null && child.productName === null,
  );
}

function countUses(node: RawNode): number {
  if (hasOnlyBodies(node)) return 1;
  return node.children.reduce((sum, child) => sum + countUses(child), 0);
}

function namesOf(node: RawNode): [string, string] {
  return [node.instanceName ?? '', node.productName ?? ''];
}

/** A use's own colour goes before its product's, and both before what the assemblies above say. */
function colorOf(node: RawNode, inherited: LinearColor | null): LinearColor | null {
  return node.instanceColor ?? node.productColor ?? inherited;
}

function lastOf(path: readonly string[]): string {
  return path.at(-1) ?? 'part';
}
