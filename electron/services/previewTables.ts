import { readFile } from 'node:fs/promises';
import { manifestSchema, type Manifest } from '../../shared/domain/cad.ts';
import { DEFAULT_MATERIAL_ID } from '../../shared/domain/material.ts';
import type { PreviewTable } from '../../shared/domain/preview.ts';
import { withFileErrors } from '../media/fileErrors.ts';
import type { NodeOutputs } from '../runtime/contracts/node.ts';
import { fileOf, type PortData, type PortValue } from '../runtime/contracts/portValues.ts';

/** More rows are counted, not sent. */
const MOST_ROWS = 200;

type Table = Pick<PreviewTable, 'columns' | 'rows'>;

/**
 * The lists among the outputs of a node. `partName` gives the name of a part by its key; null = it is not known.
 * @throws AppError `file.*` when a kept manifest cannot be read
 */
export async function previewTables(
  outputs: NodeOutputs,
  partName: (partKey: string) => string | null,
): Promise<PreviewTable[]> {
  const tables: PreviewTable[] = [];
  for (const [port, value] of Object.entries(outputs)) {
    const table = await tableOf(value, partName);
    if (table) tables.push({ port, ...table, rows: table.rows.slice(0, MOST_ROWS), total: table.rows.length });
  }
  return tables;
}

const isOf = <T extends PortValue['type']>(value: PortValue, type: T): value is PortValue<T> => value.type === type;

async function tableOf(value: PortValue, partName: (partKey: string) => string | null): Promise<Table | null> {
  if (isOf(value, 'manifest')) return partsTable(await readManifest(fileOf(value, 'manifest').path));
  if (isOf(value, 'material_map')) return materialTable(value.data, partName);
  if (isOf(value, 'bbox')) return boxTable(value.data);
  if (isOf(value, 'order_line')) return fieldTable(value.data);
  if (isOf(value, 'template')) return fieldTable(value.data.template);
  return null;
}

/** @throws AppError `file.missing`, `file.unreadable` */
export function readManifest(path: string): Promise<Manifest> {
  return withFileErrors(path, 'read', async () => manifestSchema.parse(JSON.parse(await readFile(path, 'utf8'))));
}

function partsTable({ parts }: Manifest): Table {
  return {
    columns: ['Name', 'Path', 'Key'],
    rows: parts.map(({ name, path, partKey }) => [name, path.join(' / '), partKey]),
  };
}

function materialTable(
  { assignments, materials, unmatched }: PortData<'material_map'>,
  partName: (partKey: string) => string | null,
): Table {
  const names = new Map(materials.map(({ id, name }) => [id, name]));
  const open = new Set(unmatched);
  const sourceOf = (partKey: string, material: string): string => {
    if (!open.has(partKey)) return 'Assigned';
    return material === DEFAULT_MATERIAL_ID ? 'Default' : 'CAD colour';
  };
  return {
    columns: ['Part', 'Material', 'Source'],
    rows: Object.entries(assignments).map(([partKey, material]) => [
      partName(partKey) ?? partKey,
      names.get(material) ?? material,
      sourceOf(partKey, material),
    ]),
  };
}

function boxTable({ min, max, size }: PortData<'bbox'>): Table {
  const millimetres = (metres: number | undefined): string => `${((metres ?? 0) * 1000).toFixed(2)} mm`;
  return {
    columns: ['Axis', 'Min', 'Max', 'Size'],
    rows: ['X', 'Y', 'Z'].map((axis, at) => [axis, millimetres(min[at]), millimetres(max[at]), millimetres(size[at])]),
  };
}

function fieldTable(data: object): Table {
  return { columns: ['Field', 'Value'], rows: fieldsOf(data, '') };
}

/** `profile.width`, `1920`: objects field by field, everything else in one cell. */
function fieldsOf(data: object, path: string): string[][] {
  return Object.entries(data).flatMap(([name, value]: [string, unknown]) => {
    const at = path === '' ? name : `${path}.${name}`;
    const isPlain = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isPlain ? fieldsOf(value, at) : [[at, cellOf(value)]];
  });
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(cellOf).join(', ');
  // Cameras and lights are lists of objects: their names say enough.
  return hasName(value) ? value.name : typeof value === 'object' ? JSON.stringify(value) : String(value);
}

const hasName = (value: unknown): value is { name: string } =>
  typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string';
