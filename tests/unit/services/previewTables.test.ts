import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { previewTables } from '../../../electron/services/previewTables.ts';
import type { PortValue } from '../../../electron/runtime/contracts/portValues.ts';
import { DEFAULT_MATERIAL_ID } from '../../../shared/domain/material.ts';
import { expectAppError } from '../../support/expectAppError.ts';

const folder = mkdtempSync(join(tmpdir(), 'hartomat-tables-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const nobody = (): null => null;
const box = { min: [-0.01, 0, 0], max: [0.03, 0.02, 0.1], size: [0.04, 0.02, 0.1] } as PortValue<'bbox'>['data'];

/** A manifest with so many parts, as a value. */
function manifest(parts: number): PortValue<'manifest'> {
  const path = join(folder, `${parts}.json`);
  const text = JSON.stringify({
    schemaVersion: 1,
    source: { fileName: 'gear.step', sha256: 'c', bytes: 1, stepSchema: 'AP242' },
    importer: { name: 'test', version: '1' },
    tessellation: { linearDeflection: 1, angularDeflection: 1 },
    ...{ unitsToMetres: 0.001, boundingBox: box, rootName: 'gear' },
    ...{ assemblies: [], meshes: [], droppedEmpties: [], problems: [] },
    parts: Array.from({ length: parts }, (_, at) => ({
      ...{ partKey: `bolt-${at}`, name: 'Bolt', productName: 'Bolt', path: ['Gear', 'Housing'], assemblyId: 'root' },
      ...{ color: null, transform: Array.from({ length: 16 }, () => 0), meshId: 'm', solids: 1, boundingBox: box },
    })),
  });
  writeFileSync(path, text);
  return {
    type: 'manifest',
    data: { parts, uniquePartKeys: parts, boundingBox: box },
    files: [{ name: 'manifest', extension: 'json', path, sha256: '', bytes: text.length }],
  };
}

describe('the tables of a preview', () => {
  it('list the parts of a manifest: the first two hundred, and how many there are', async () => {
    const [table] = await previewTables({ manifest: manifest(250) }, nobody);
    expect(table).toMatchObject({ port: 'manifest', columns: ['Name', 'Path', 'Key'], total: 250 });
    expect(table?.rows).toHaveLength(200);
    expect(table?.rows[0]).toEqual(['Bolt', 'Gear / Housing', 'bolt-0']);
  });

  it('say of every part which material it has and where it comes from', async () => {
    const materials = [
      { id: 'brass', name: 'Brass' },
      { id: DEFAULT_MATERIAL_ID, name: 'Default grey' },
      { id: 'cad_ff0000', name: 'CAD colour #ff0000' },
    ];
    const map = {
      type: 'material_map',
      data: {
        assignments: { a: 'brass', b: DEFAULT_MATERIAL_ID, c: 'cad_ff0000', d: DEFAULT_MATERIAL_ID },
        ...{ materials, unmatched: ['b', 'c'] },
      },
      files: [],
    } as unknown as PortValue<'material_map'>;
    const [table] = await previewTables({ map }, (key) => (key === 'a' ? 'Ring' : null));
    expect(table).toEqual({
      ...{ port: 'map', columns: ['Part', 'Material', 'Source'], total: 4 },
      rows: [
        ['Ring', 'Brass', 'Assigned'],
        ['b', 'Default grey', 'Default'],
        ['c', 'CAD colour #ff0000', 'CAD colour'],
        ['d', 'Default grey', 'Assigned'],
      ],
    });
  });

  it('give a box in millimetres, axis by axis', async () => {
    const [table] = await previewTables({ bbox: { type: 'bbox', data: box, files: [] } }, nobody);
    expect(table?.rows).toEqual([
      ['X', '-10.00 mm', '30.00 mm', '40.00 mm'],
      ['Y', '0.00 mm', '20.00 mm', '20.00 mm'],
      ['Z', '0.00 mm', '100.00 mm', '100.00 mm'],
    ]);
  });

  it('unfold an order line field by field', async () => {
    const line = {
      type: 'order_line',
      data: {
        product: { name: 'Gear', articleNumber: '', cadSha256: 'c' },
        profile: { width: 96, camera: null, angles: ['front', 'side'] },
        renderer: { denoise: false },
      },
      files: [],
    } as unknown as PortValue<'order_line'>;
    const [table] = await previewTables({ line }, nobody);
    expect(table?.rows).toEqual([
      ['product.name', 'Gear'],
      ['product.articleNumber', ''],
      ['product.cadSha256', 'c'],
      ['profile.width', '96'],
      ['profile.camera', ''],
      ['profile.angles', 'front, side'],
      ['renderer.denoise', 'false'],
    ]);
  });

  it('are none for a picture, and an error for a manifest that is gone', async () => {
    const picture = { type: 'image', data: {}, files: [] } as unknown as PortValue<'image'>;
    expect(await previewTables({ picture }, nobody)).toEqual([]);
    const gone = manifest(1);
    rmSync(gone.files[0]!.path);
    await expectAppError(previewTables({ gone }, nobody), 'file.missing');
  });
});
