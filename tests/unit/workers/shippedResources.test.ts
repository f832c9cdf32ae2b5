import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_MATERIAL_ID } from '../../../shared/domain/material.ts';
import { shippedMaterials, shippedTemplate } from '../../support/blenderStand.ts';
import { resourcesFolder } from '../../support/testBlender.ts';

describe('the material library', () => {
  const materials = shippedMaterials();

  it('holds what products are made of, each once, and the default', () => {
    const ids = materials.map((material) => material.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThanOrEqual(14);
    expect(ids).toContain(DEFAULT_MATERIAL_ID);
    const categories = new Set(materials.map((material) => material.category));
    expect([...categories].sort()).toEqual(['coating', 'glass', 'metal', 'neutral', 'paint', 'polymer', 'rubber']);
  });

  it('is physically sensible', () => {
    for (const { id, category, metallic, transmission, roughness, baseColor } of materials) {
      if (category === 'metal') expect(metallic, id).toBe(1);
      if (['polymer', 'rubber', 'paint', 'glass'].includes(category)) expect(metallic, id).toBe(0);
      expect(transmission > 0, id).toBe(category === 'glass');
      if (category !== 'glass') expect(roughness, id).toBeGreaterThan(0);
      // Nothing reflects all light, and nothing but a light trap reflects none.
      const parts = [1, 3, 5].map((at) => parseInt(baseColor.slice(at, at + 2), 16));
      expect(Math.min(...parts), id).toBeGreaterThan(5);
      expect(Math.min(...parts), id).toBeLessThan(252);
    }
  });
});

describe('the built-in templates', () => {
  const ids = readdirSync(join(resourcesFolder, 'templates')).map((name) => name.replace(/\.json$/, ''));

  it('are at least a white and a dark studio and a cut-out', () => {
    expect(ids).toEqual(expect.arrayContaining(['cut_out', 'dark_studio', 'white_studio']));
  });

  it.each(ids)('%s has the cameras that output types name', (id) => {
    const template = shippedTemplate(id);
    expect(template.id).toBe(id);
    expect(template.kind === 'studio' && template.studio !== undefined && template.builtIn).toBe(true);
    const cameras = template.cameras.map((camera) => camera.id);
    expect(cameras).toEqual(expect.arrayContaining(['three_quarter', 'front', 'side', 'top']));
    expect(cameras).toContain(template.defaultCamera);
  });
});
