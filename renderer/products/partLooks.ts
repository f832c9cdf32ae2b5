import type { ManifestPart } from '../../shared/domain/cad.ts';
import { DEFAULT_MATERIAL_ID, type Material } from '../../shared/domain/material.ts';
import { linearToHex } from './linearToHex.ts';
import type { PartLook } from './viewer/MaterialCache.ts';

export type LookMode = 'materials' | 'cad';

/** What stands for a look in lists: colour for the swatch, and its name. */
export interface LookSummary {
  readonly color: string | null;
  readonly metallic: number;
  readonly name: string;
}

/** Shown where the library itself is not there: neutral, and never mistaken for a choice. */
const FALLBACK: Material = {
  id: DEFAULT_MATERIAL_ID,
  name: 'Default',
  category: 'neutral',
  description: '',
  baseColor: '#9a9a9a',
  metallic: 0,
  roughness: 0.5,
  ior: 1.5,
  specular: 0.5,
  transmission: 0,
  coat: 0,
  coatRoughness: 0.03,
  grainScale: 0,
  grainStrength: 0,
  anisotropic: 0,
};

/** How parts look in a mode, for the 3D view and for swatches. Parts without a material look as they will render: default. */
export class PartLooks {
  readonly #mode: LookMode;
  readonly #parts: ReadonlyMap<string, ManifestPart>;
  readonly #assignments: Readonly<Record<string, string>>;
  readonly #materials: ReadonlyMap<string, Material>;
  readonly #default: Material;

  constructor(
    mode: LookMode,
    parts: ReadonlyMap<string, ManifestPart>,
    assignments: Readonly<Record<string, string>>,
    materials: readonly Material[],
  ) {
    this.#mode = mode;
    this.#parts = parts;
    this.#assignments = assignments;
    this.#materials = new Map(materials.map((material) => [material.id, material]));
    this.#default = this.#materials.get(DEFAULT_MATERIAL_ID) ?? FALLBACK;
  }

  /** The part's own material, or null when no rule gives it one. */
  materialOf(partKey: string): Material | null {
    return this.#materials.get(this.#assignments[partKey] ?? '') ?? null;
  }

  lookOf(partKey: string): PartLook {
    if (this.#mode === 'cad') return { kind: 'cad' };
    return { kind: 'material', material: this.materialOf(partKey) ?? this.#default };
  }

  /** The look that all these parts share, or null when they differ or there is none. */
  summaryOf(partKeys: readonly string[]): LookSummary | null {
    const [first, ...rest] = partKeys;
    if (first === undefined) return null;
    const id = this.#identity(first);
    if (id === null || rest.some((key) => this.#identity(key) !== id)) return null;
    if (this.#mode === 'cad') return { color: id, metallic: 0, name: `CAD colour ${id}` };
    const material = this.materialOf(first);
    return material && { color: material.baseColor, metallic: material.metallic, name: material.name };
  }

  #identity(partKey: string): string | null {
    if (this.#mode === 'materials') return this.materialOf(partKey)?.id ?? null;
    const color = this.#parts.get(partKey)?.color;
    return color ? linearToHex(color) : null;
  }
}
