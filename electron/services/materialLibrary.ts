import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { ManifestPart } from '../../shared/domain/cad.ts';
import { type Material, materialSchema } from '../../shared/domain/material.ts';
import { hexOfLinear } from './hexOfLinear.ts';

export interface MaterialLibrary {
  list(): Material[];
  readonly ids: ReadonlySet<string>;
  get(id: string): Material | undefined;
}

/** The materials that ship with the application. Read on first use. */
export function openMaterialLibrary(resources: string): MaterialLibrary {
  let loaded: Map<string, Material> | null = null;
  const all = (): Map<string, Material> => {
    loaded ??= new Map(
      z
        .array(materialSchema)
        .parse(JSON.parse(readFileSync(join(resources, 'materials', 'library.json'), 'utf8')))
        .map((material) => [material.id, material]),
    );
    return loaded;
  };
  return {
    list: () => [...all().values()],
    get ids() {
      return new Set(all().keys());
    },
    get: (id) => all().get(id),
  };
}

const CAD_COLOUR = 'cad_';

/** Name of a material that ships, or of a plastic that `cadColourMaterial` made; else its id. */
export function materialName(library: MaterialLibrary, id: string): string {
  return library.get(id)?.name ?? (id.startsWith(CAD_COLOUR) ? cadColourName(`#${id.slice(CAD_COLOUR.length)}`) : id);
}

const cadColourName = (baseColor: string): string => `CAD colour ${baseColor}`;

/** CAD systems paint in pure screen colours; no plastic reflects all of the light or none of it. */
const physical = (channel: number): number => 0.03 + 0.72 * channel;

/** A plain plastic in the colour that the CAD system gave a part: what a coloured STEP file looks like untouched. */
export function cadColourMaterial(color: NonNullable<ManifestPart['color']>): Material {
  const [red, green, blue, alpha] = color;
  const baseColor = hexOfLinear([physical(red), physical(green), physical(blue), alpha]);
  return {
    id: `${CAD_COLOUR}${baseColor.slice(1)}`,
    name: cadColourName(baseColor),
    category: 'neutral',
    description: 'The colour of the CAD file',
    baseColor,
    metallic: 0,
    roughness: 0.38,
    ior: 1.5,
    specular: 0.5,
    transmission: 0,
    coat: 0,
    coatRoughness: 0.03,
    grainScale: 0,
    grainStrength: 0,
    anisotropic: 0,
  };
}
