import type { ManifestPart } from '../domain/cad.ts';
import type { LinearColor } from '../domain/geometry.ts';
import { DEFAULT_MATERIAL_ID, type Material, type MaterialRule } from '../domain/material.ts';
import { AppError } from '../errors/appError.ts';
import { resolveMaterials } from './resolveMaterials.ts';

/** Where a part can get its material from. */
export type MaterialSource = (typeof MATERIAL_SOURCES)[number];

/** The override, else what the material map says, else a plastic in the part's CAD colour, else the default. */
export const MATERIAL_SOURCES = ['override', 'rules', 'cad_colour', 'default'] as const;

interface Assignment {
  /** partKey -> material id, every part. */
  readonly assignments: Record<string, string>;
  /** Only those in use and the default, sorted by id. */
  readonly materials: Material[];
  /** partKeys that neither an override nor the map gave a material. */
  readonly unmatched: string[];
}

interface Sources {
  readonly rules: readonly MaterialRule[];
  /** One material for every part, or null. */
  readonly override: string | null;
  /** The first of these that has a material for a part wins; a part that none of them knows gets the default. */
  readonly order: readonly MaterialSource[];
  readonly known: readonly Material[];
  readonly ofColour: (color: LinearColor) => Material;
}

/**
 * The material of every part. What every execution mode renders with, so that they cannot differ.
 * @throws AppError `material.unknown` for an override that is not known, or when the default is not
 */
export function assignMaterials(
  parts: readonly Pick<ManifestPart, 'partKey' | 'name' | 'productName' | 'color'>[],
  { rules, override, order, known, ofColour }: Sources,
): Assignment {
  const byId = new Map(known.map((material) => [material.id, material]));
  const forced = order.includes('override') && override !== null ? named(byId, override) : null;
  const fallback = named(byId, DEFAULT_MATERIAL_ID);
  const { assignments: mapped } = resolveMaterials(parts, rules, new Set(byId.keys()));
  const used = new Map([[fallback.id, fallback]]);
  const assignments: Record<string, string> = {};
  const unmatched: string[] = [];
  for (const part of parts) {
    const candidates: Record<MaterialSource, () => Material | null> = {
      override: () => forced,
      rules: () => byId.get(mapped[part.partKey] ?? '') ?? null,
      cad_colour: () => (part.color ? ofColour(part.color) : null),
      default: () => fallback,
    };
    const source = order.find((candidate) => candidates[candidate]() !== null) ?? 'default';
    const material = candidates[source]() ?? fallback;
    if (source === 'cad_colour' || source === 'default') unmatched.push(part.partKey);
    used.set(material.id, material);
    assignments[part.partKey] = material.id;
  }
  return { assignments, materials: [...used.values()].sort((a, b) => (a.id < b.id ? -1 : 1)), unmatched };
}

function named(known: ReadonlyMap<string, Material>, id: string): Material {
  const material = known.get(id);
  if (material) return material;
  throw new AppError('material.unknown', `There is no material '${id}'.`, { details: { material: id } });
}
