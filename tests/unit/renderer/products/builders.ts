import type { Manifest, ManifestPart } from '../../../../shared/domain/cad.ts';

const IDENTITY = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];

/** A manifest part with everything that a test does not talk about filled in. */
export function part(name: string, more: Partial<ManifestPart> = {}): ManifestPart {
  return {
    partKey: `k-${name}`,
    name,
    productName: name,
    path: ['root'],
    assemblyId: 'root',
    color: null,
    transform: IDENTITY,
    meshId: 'mesh',
    solids: 1,
    boundingBox: { min: [0, 0, 0], max: [1, 1, 1], size: [1, 1, 1] },
    ...more,
  };
}

/** `numbered('pin', 2)` = parts pin_01 and pin_02. */
export function numbered(stem: string, count: number, more: Partial<ManifestPart> = {}): ManifestPart[] {
  return Array.from({ length: count }, (_, index) =>
    part(`${stem}_${String(index + 1).padStart(2, '0')}`, { productName: stem, meshId: stem, ...more }),
  );
}

/** Assemblies as `[id, parentId]`; names equal ids. */
export function tree(
  assemblies: ReadonlyArray<readonly [string, string | null]>,
  parts: ManifestPart[],
): Pick<Manifest, 'rootName' | 'assemblies' | 'parts'> {
  return {
    rootName: 'NU2210_ASSY',
    assemblies: assemblies.map(([id, parentId]) => ({ id, name: id, productName: id, parentId })),
    parts,
  };
}
