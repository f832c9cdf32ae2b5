import { Color, type Material as ThreeMaterial, MeshBasicMaterial, MeshPhysicalMaterial } from 'three';
import type { LinearColor } from '../../../shared/domain/geometry.ts';
import type { Material } from '../../../shared/domain/material.ts';

/** What a part looks like: a material of the library, or its colours in the CAD file. */
export type PartLook = { readonly kind: 'material'; readonly material: Material } | { readonly kind: 'cad' };

/** What a surface looks like; a ghost stands beside isolated parts. */
export type SurfaceLook =
  | { readonly kind: 'material'; readonly material: Material }
  | { readonly kind: 'cad'; readonly color: LinearColor }
  | { readonly kind: 'ghost' };

const GHOST_OPACITY = 0.07;
/** Light through glass is shown as see-through: real refraction would cost a second picture per frame. */
const TRANSMISSION_OPACITY = 0.78;

/** Names a look so that parts of equal look are drawn together. */
function lookKey(look: SurfaceLook): string {
  if (look.kind === 'material') return `material ${look.material.id}`;
  if (look.kind === 'cad') return `cad ${look.color.map((channel) => channel.toFixed(4)).join(' ')}`;
  return 'ghost';
}

/** GPU materials by look; one each, freed together. */
export class MaterialCache {
  readonly #materials = new Map<string, ThreeMaterial>();
  readonly #looks = new Map<string, SurfaceLook>();

  /** Registers the look and returns its key. */
  key(look: SurfaceLook): string {
    const key = lookKey(look);
    const known = this.#looks.get(key);
    // The library may have changed a material under the same id.
    if (known?.kind === 'material' && look.kind === 'material' && known.material !== look.material) this.#drop(key);
    if (!this.#looks.has(key)) this.#looks.set(key, look);
    return key;
  }

  material(key: string): ThreeMaterial {
    let material = this.#materials.get(key);
    if (!material) {
      material = createMaterial(this.#looks.get(key) ?? { kind: 'ghost' });
      this.#materials.set(key, material);
    }
    return material;
  }

  dispose(): void {
    for (const material of this.#materials.values()) material.dispose();
    this.#materials.clear();
    this.#looks.clear();
  }

  #drop(key: string): void {
    this.#materials.get(key)?.dispose();
    this.#materials.delete(key);
    this.#looks.delete(key);
  }
}

function createMaterial(look: SurfaceLook): ThreeMaterial {
  if (look.kind === 'material') return physicalMaterial(look.material);
  if (look.kind === 'ghost') {
    return new MeshBasicMaterial({
      color: new Color().setScalar(0.5),
      transparent: true,
      opacity: GHOST_OPACITY,
      depthWrite: false,
      toneMapped: false,
    });
  }
  const [red, green, blue, alpha] = look.color;
  return new MeshPhysicalMaterial({
    color: new Color(red, green, blue),
    roughness: 0.55,
    metalness: 0,
    ...(alpha < 1 ? { transparent: true, opacity: Math.max(0.15, alpha), depthWrite: false } : {}),
  });
}

/** The library speaks Principled BSDF; three's physical material takes the same quantities by other names. */
function physicalMaterial(material: Material): MeshPhysicalMaterial {
  const clear = material.transmission > 0;
  return new MeshPhysicalMaterial({
    color: new Color(material.baseColor),
    metalness: material.metallic,
    roughness: material.roughness,
    ior: Math.min(2.333, material.ior),
    // Principled 0.5 is what the index of refraction gives; three calls that 1.
    specularIntensity: Math.min(1, material.specular * 2),
    clearcoat: material.coat,
    clearcoatRoughness: material.coatRoughness,
    ...(clear
      ? { transparent: true, opacity: 1 - TRANSMISSION_OPACITY * material.transmission, depthWrite: false }
      : {}),
  });
}
