import { describe, expect, it } from 'vitest';
import { describeConflicts } from '../../../../renderer/products/materialMap/describeConflicts.ts';
import { filterMaterials } from '../../../../renderer/products/materialMap/filterMaterials.ts';
import { assignMaterial, moveRule } from '../../../../renderer/products/materialMap/ruleForParts.ts';
import { suggestRules } from '../../../../renderer/products/materialMap/suggestRules.ts';
import { materialSchema } from '../../../../shared/domain/material.ts';
import { resolveMaterials } from '../../../../shared/materials/resolveMaterials.ts';
import { suggestMaterial } from '../../../../shared/materials/suggestMaterial.ts';
import { numbered, part } from './builders.ts';

const KNOWN = new Set(['brass', 'chrome', 'rubber_black', 'ptfe', 'steel_zinc', 'default_grey']);

describe('suggested rules', () => {
  it('cover numbered names by one wildcard and name what stands alone, most parts first', () => {
    const unmatched = [...numbered('pin', 2), part('bracket'), ...numbered('spacer', 3)];
    expect(suggestRules(unmatched).map((rule) => [rule.pattern, rule.partKeys.length])).toEqual([
      ['spacer_*', 3],
      ['pin_*', 2],
      ['bracket', 1],
    ]);
  });

  it('name a lone numbered part in full and give repeats of one name one rule', () => {
    const unmatched = [part('pin_07'), part('nut', { partKey: 'n1' }), part('nut', { partKey: 'n2' })];
    expect(suggestRules(unmatched).map((rule) => [rule.pattern, rule.partKeys])).toEqual([
      ['nut', ['n1', 'n2']],
      ['pin_07', ['k-pin_07']],
    ]);
  });

  it('leave no part behind when all are added', () => {
    const parts = [...numbered('pin', 2), part('*odd?'), part('1'), part('2'), part('Schraube (3)'), part('Ø 12')];
    const rules = suggestRules(parts).map((rule) => ({ pattern: rule.pattern, materialId: 'brass' }));
    expect(resolveMaterials(parts, rules, KNOWN).unmatched).toEqual([]);
  });

  it('guess a material from the name, only from those that exist', () => {
    expect(suggestMaterial('seal_lip_07', KNOWN)).toBe('rubber_black');
    expect(suggestMaterial('M10 Schraube', KNOWN)).toBe('steel_zinc');
    expect(suggestMaterial('seal', new Set())).toBe('default_grey');
    expect(suggestMaterial('part 7', KNOWN)).toBe('default_grey');
  });
});

describe('giving chosen parts a material', () => {
  const parts = [...numbered('roller', 3), ...numbered('seal', 2)];
  const rules = [
    { pattern: 'seal_*', materialId: 'rubber_black' },
    { pattern: 'roller_*', materialId: 'brass' },
  ];
  const materialOf = (map: typeof rules, key: string): string | undefined =>
    resolveMaterials(parts, map, KNOWN).assignments[key];

  it('puts a rule for one part above the wildcard that held it', () => {
    const map = assignMaterial(rules, [parts[1]!], parts, 'chrome');
    expect(map.map((rule) => rule.pattern)).toEqual(['seal_*', 'roller_02', 'roller_*']);
    expect(materialOf(map, 'k-roller_02')).toBe('chrome');
    expect(materialOf(map, 'k-roller_01')).toBe('brass');
  });

  it('changes the rule that is for exactly these parts instead of adding one', () => {
    const map = assignMaterial(rules, parts.slice(0, 3), parts, 'chrome');
    expect(map).toEqual([rules[0], { pattern: 'roller_*', materialId: 'chrome' }]);
  });

  it('uses the key where the name would touch others', () => {
    const twins = [part('nut', { partKey: 'nut-1' }), part('nut', { partKey: 'nut-2' })];
    expect(assignMaterial([], [twins[1]!], twins, 'brass')).toEqual([{ pattern: 'nut-2', materialId: 'brass' }]);
  });

  it('wins for every part of a mixed choice', () => {
    const chosen = [parts[0]!, parts[4]!];
    const map = assignMaterial(rules, chosen, parts, 'ptfe');
    for (const each of chosen) expect(materialOf(map, each.partKey)).toBe('ptfe');
    expect(materialOf(map, 'k-roller_02')).toBe('brass');
  });

  it('moves a rule up and down, never out of the list', () => {
    expect(moveRule(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
    expect(moveRule(['a', 'b', 'c'], 2, -5)).toEqual(['c', 'a', 'b']);
    expect(moveRule(['a', 'b', 'c'], 0, 9)).toEqual(['b', 'c', 'a']);
  });
});

describe('what is said of doubly matched parts', () => {
  it('tells once for all parts that the same rules compete for', () => {
    const parts = numbered('seal_lip', 3);
    const rules = [
      { pattern: 'seal_*', materialId: 'rubber_black' },
      { pattern: 'seal_lip_0?', materialId: 'ptfe' },
      { pattern: 'seal_lip_02', materialId: 'brass' },
    ];
    const resolution = resolveMaterials(parts, rules, KNOWN);
    const byKey = new Map(parts.map((each) => [each.partKey, each]));
    const conflicts = describeConflicts(resolution, rules, byKey, (id) => id.toUpperCase());
    expect(
      conflicts.map((conflict) => [conflict.partNames, conflict.winner.materialName, conflict.losers.length]),
    ).toEqual([
      [['seal_lip_01', 'seal_lip_03'], 'RUBBER_BLACK', 1],
      [['seal_lip_02'], 'RUBBER_BLACK', 2],
    ]);
  });
});

describe('the material picker', () => {
  const material = (id: string, name: string, category: string, description = ''): unknown =>
    materialSchema.parse({ id, name, category, description, baseColor: '#808080', metallic: 0, roughness: 0.5 });
  const library = [
    material('rubber_black', 'Rubber, black', 'rubber', 'Seals and feet'),
    material('brass', 'Brass, cast', 'metal'),
    material('chrome', 'Chrome steel', 'metal'),
  ].map((each) => materialSchema.parse(each));

  it('groups by category, metals first', () => {
    expect(filterMaterials(library, '').map((group) => [group.name, group.materials.map((each) => each.id)])).toEqual([
      ['Metals', ['brass', 'chrome']],
      ['Rubber', ['rubber_black']],
    ]);
  });

  it('finds by name, category and use', () => {
    expect(filterMaterials(library, 'metal chr')[0]?.materials[0]?.id).toBe('chrome');
    expect(filterMaterials(library, 'seals')[0]?.materials[0]?.id).toBe('rubber_black');
    expect(filterMaterials(library, 'wood')).toEqual([]);
  });
});
