import { createHash } from 'node:crypto';
import { at, type Matrix } from './matrix.ts';

/** What decides a part's key. Nothing of it depends on the order or the numbers of entities in the file. */
export interface KeyedPart {
  /** Instance name, or the product's when it has none. */
  readonly name: string;
  /** Instance and product name of every level below the root, the part itself last; '' where there is none. */
  readonly namePath: readonly (readonly [instance: string, product: string])[];
  readonly geometryIdentity: string;
  /** Product frame from part frame, millimetres. */
  readonly transform: Matrix;
}

/**
 * A unique and reproducible key for each part, in the order given: ASCII slug of the name, hash of names and geometry,
 * and, from the second of equal parts on, the rank of its place in space. At most 58 characters, so that it fits into
 * a Blender name (63 bytes).
 */
export function partKeys(parts: readonly KeyedPart[]): string[] {
  const groups = new Map<string, number[]>();
  parts.forEach((part, index) => {
    const stem = `${slug(part.name)}-${hash([part.namePath, part.geometryIdentity])}`;
    groups.set(stem, [...(groups.get(stem) ?? []), index]);
  });
  const keys = new Array<string>(parts.length).fill('');
  for (const [stem, members] of groups) {
    const ranked = members
      .map((index) => ({ index, place: placeOf(parts[index]?.transform ?? []) }))
      .sort((a, b) => comparePlaces(a.place, b.place) || a.index - b.index);
    ranked.forEach(({ index }, rank) => {
      keys[index] = rank === 0 ? stem : `${stem}-${rank + 1}`;
    });
  }
  return keys;
}

/** Groups of indices whose parts have one shape and lie in one place: mostly a mistake of the designer. */
export function coincidentParts(parts: readonly KeyedPart[]): number[][] {
  const groups = new Map<string, number[]>();
  parts.forEach((part, index) => {
    const key = `${part.geometryIdentity} ${placeOf(part.transform).join(' ')}`;
    groups.set(key, [...(groups.get(key) ?? []), index]);
  });
  return [...groups.values()].filter((members) => members.length > 1);
}

/** Short hash of any JSON value. */
export function hash(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 10);
}

/** Plain ASCII of at most 40 characters (letters, digits, `_`, `.`): `Käfig größe 1` becomes `Kafig_grosse_1`. */
export function slug(name: string): string {
  const plain = name
    .replace(/ß/g, 'ss')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9._]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 40);
  return plain === '' ? 'part' : plain;
}

/**
 * Position and orientation in steps far above the noise of a re-export and far below what tells two parts apart.
 * The steps are no round numbers, so that the round positions of a drawing never lie on the edge of one.
 */
function placeOf(transform: Matrix): number[] {
  const lengthStep = 1e-3 * Math.E;
  const directionStep = 1e-5 * Math.E;
  const place = [0, 1, 2].map((row) => Math.round(at(transform, row, 3) / lengthStep) + 0);
  for (let column = 0; column < 3; column++) {
    for (let row = 0; row < 3; row++) place.push(Math.round(at(transform, row, column) / directionStep) + 0);
  }
  return place;
}

function comparePlaces(a: readonly number[], b: readonly number[]): number {
  for (let index = 0; index < a.length; index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
