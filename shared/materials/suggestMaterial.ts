import { DEFAULT_MATERIAL_ID } from '../domain/material.ts';

/** Words of part names (English, German, and the usual short forms) and what such parts are mostly made of. */
const HABITS: ReadonlyArray<readonly [RegExp, readonly string[]]> = [
  [/bolt|screw|nut|washer|schraube|mutter|scheibe|rivet|niet|pin|stift/i, ['steel_zinc', 'stainless']],
  [/seal|gasket|o-?ring|dicht|gummi|rubber|foot|buffer/i, ['rubber_black']],
  [/roller|ball|kugel|rolle|needle/i, ['chrome', 'steel_ground']],
  [/ring|shaft|welle|axle|spindle|gear|zahnrad/i, ['steel_ground', 'steel_brushed']],
  [/cage|käfig|kaefig|bush|buchse/i, ['brass', 'bronze']],
  [/housing|gehäuse|gehaeuse|casing|base|bracket|frame|flange/i, ['paint_graphite', 'aluminium']],
  [/cover|cap|knob|clip|deckel|griff/i, ['plastic_black']],
  [/glass|lens|window|glas|linse/i, ['glass_clear']],
  [/plate|sheet|profile|blech|platte/i, ['aluminium', 'steel_brushed']],
];

/** A first guess of the material from the part's name, limited to materials that exist. The person has the last word. */
export function suggestMaterial(partName: string, knownMaterials: ReadonlySet<string>): string {
  for (const [word, candidates] of HABITS) {
    if (!word.test(partName)) continue;
    const found = candidates.find((id) => knownMaterials.has(id));
    if (found) return found;
  }
  return DEFAULT_MATERIAL_ID;
}
