import { z } from 'zod';

const unit = z.number().min(0).max(1);

/** Physically based, in the terms of Blender's Principled BSDF. Built-in ones live in resources/materials/*.json. */
export const materialSchema = z.object({
  id: z.string().regex(/^[a-z][a-z0-9_]*$/),
  name: z.string().min(1),
  category: z.enum(['metal', 'coating', 'polymer', 'rubber', 'glass', 'paint', 'neutral']),
  description: z.string().default(''),
  /** sRGB as #rrggbb: what a person sees in the swatch; converted to linear where it is rendered. */
  baseColor: z.string().regex(/^#[0-9a-f]{6}$/),
  metallic: unit,
  roughness: unit,
  ior: z.number().min(1).max(3).default(1.5),
  specular: unit.default(0.5),
  transmission: unit.default(0),
  coat: unit.default(0),
  coatRoughness: unit.default(0.03),
  /** Size of a fine surface grain in metres; 0 = none. Procedural, so that it needs no texture file. */
  grainScale: z.number().min(0).default(0),
  grainStrength: unit.default(0),
  /** 0..1 */
  anisotropic: unit.default(0),
});
export type Material = z.infer<typeof materialSchema>;

/**
 * One line of a product's material map. The first rule from the top that matches a part wins.
 * `pattern` is a partKey (exact) or a case-insensitive wildcard (`*`, `?`) over part names.
 */
export const materialRuleSchema = z.object({
  pattern: z.string().trim().min(1).max(200),
  materialId: z.string().min(1),
});
export type MaterialRule = z.infer<typeof materialRuleSchema>;

/** The material of every part that no rule matches, so that a picture can always be made. */
export const DEFAULT_MATERIAL_ID = 'default_grey';

export const materialResolutionSchema = z.object({
  /** partKey -> material id; parts without a rule are absent. */
  assignments: z.record(z.string(), z.string()),
  /** Parts won by each rule, in the order of the rules. */
  ruleCounts: z.array(z.object({ won: z.number().int(), matched: z.number().int() })),
  unmatched: z.array(z.string()),
  /** Parts that rules with different materials match; `winner` is the index of the rule in force. */
  doublyMatched: z.array(z.object({ partKey: z.string(), rules: z.array(z.number().int()), winner: z.number().int() })),
  unknownMaterials: z.array(z.string()),
});
export type MaterialResolution = z.infer<typeof materialResolutionSchema>;
