import type { Material } from '../../../shared/domain/material.ts';

const CATEGORY_NAMES: Readonly<Record<Material['category'], string>> = {
  metal: 'Metals',
  coating: 'Coatings',
  polymer: 'Plastics',
  rubber: 'Rubber',
  glass: 'Glass',
  paint: 'Paint',
  neutral: 'Neutral',
};

export interface MaterialGroup {
  readonly category: Material['category'];
  readonly name: string;
  readonly materials: readonly Material[];
}

/** Materials whose name, id, category or description holds every word of the query, by category, in the library's order. */
export function filterMaterials(materials: readonly Material[], query: string): MaterialGroup[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (material: Material): boolean => {
    const text = [material.name, material.id, CATEGORY_NAMES[material.category], material.description]
      .join('\n')
      .toLowerCase();
    return words.every((word) => text.includes(word));
  };
  return (Object.keys(CATEGORY_NAMES) as Material['category'][]).flatMap((category) => {
    const members = materials.filter((material) => material.category === category && fits(material));
    return members.length > 0 ? [{ category, name: CATEGORY_NAMES[category], materials: members }] : [];
  });
}
