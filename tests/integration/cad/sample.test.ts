import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createCadImporter } from '../../../electron/cad/cadImporter.ts';
import type { Manifest } from '../../../shared/domain/cad.ts';
import { materialRuleSchema } from '../../../shared/domain/material.ts';
import { resolveMaterials } from '../../../shared/materials/resolveMaterials.ts';
import { builtWorkers } from '../../support/builtWorkers.ts';
import { generateBearing } from '../../support/stepAuthor.ts';

const samples = resolve(import.meta.dirname, '../../../resources/samples');
const materials = resolve(import.meta.dirname, '../../../resources/materials/library.json');

let folder: string;
let manifest: Manifest;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hartomat-sample-'));
  const importer = createCadImporter({ workersFolder: await builtWorkers('cad.worker') });
  const request = { stepPath: join(samples, 'bearing.step'), outFolder: folder, timeLimitSeconds: 60 };
  manifest = (await importer.import(request)).manifest;
  await importer.close();
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the sample product', () => {
  it('is what its generator makes, byte for byte', async () => {
    const shipped = await readFile(join(samples, 'bearing.step'), 'utf8');
    // Not toBe: a difference would print 25,000 lines.
    expect((await generateBearing()) === shipped, 'run scripts/samples/generateBearing.mjs').toBe(true);
  }, 120_000);

  it('has 146 solid parts of 20 shapes in nested assemblies, none inside another', () => {
    expect(manifest.parts).toHaveLength(146);
    expect(manifest.parts.every((part) => part.solids === 1)).toBe(true);
    expect(manifest.meshes).toHaveLength(20);
    expect(Math.max(...manifest.parts.map((part) => part.path.length))).toBe(3);
    expect(manifest.problems).toEqual([]);
  });

  it('is of real size, stands upright and is light enough for a quick picture', () => {
    const [width, depth, height] = manifest.boundingBox.size;
    expect(width).toBeCloseTo(0.275, 2);
    expect(height).toBeCloseTo(0.275, 2);
    expect(depth).toBeLessThan(0.09);
    const stored = manifest.meshes.reduce((sum, mesh) => sum + mesh.triangles, 0);
    const drawn = manifest.meshes.reduce((sum, mesh) => sum + mesh.triangles * mesh.instances, 0);
    expect(stored).toBeLessThan(100_000);
    expect(drawn).toBeLessThan(300_000);
  });

  it('has exactly one material for every part, from the library', async () => {
    const rules = z
      .array(materialRuleSchema)
      .parse(JSON.parse(await readFile(join(samples, 'bearing.rules.json'), 'utf8')));
    const library = JSON.parse(await readFile(materials, 'utf8')) as { id: string }[];
    const known = new Set(library.map(({ id }) => id));
    const resolution = resolveMaterials(manifest.parts, rules, known);
    expect(resolution).toMatchObject({ unmatched: [], doublyMatched: [], unknownMaterials: [] });
    expect(resolution.ruleCounts.every(({ won }) => won > 0)).toBe(true);
  });
});
