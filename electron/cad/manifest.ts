import type { CadProblem, Manifest, ManifestMesh, ManifestPart } from '../../shared/domain/cad.ts';
import type { BoundingBox, LinearColor } from '../../shared/domain/geometry.ts';
import { AppError } from '../../shared/errors/appError.ts';
import { BoundingBoxBuilder } from './boundingBoxBuilder.ts';
import type { FlatAssembly, FlatPart } from './flattenAssembly.ts';
import { type Matrix, scaleTranslation } from './matrix.ts';
import { coincidentParts, partKeys } from './partKey.ts';
import type { RawPrototype, RawSurface } from './rawAssembly.ts';

/** A mesh of the GLB: the surfaces of a prototype with every colour settled. */
export interface PlannedMesh {
  readonly meshId: string;
  readonly name: string;
  readonly surfaces: readonly RawSurface[];
}

export interface ManifestInput {
  readonly flat: FlatAssembly;
  readonly prototypes: readonly RawPrototype[];
  /** Surfaces of each prototype, in the order of the prototypes; null where no part uses it. */
  readonly surfaces: readonly (readonly RawSurface[] | null)[];
  readonly source: Manifest['source'];
  readonly importer: Manifest['importer'];
  readonly tessellation: Manifest['tessellation'];
  /** Uses of parts by the text of the file and by its reading; a difference is reported. */
  readonly partUses: { readonly inText: number; readonly read: number };
  /** Null = the file names no unit. */
  readonly unitsToMetres: number | null;
}

const metresPerMillimetre = 0.001;
const millimetre = 0.001;

/** Settles keys, units, meshes and findings. Lengths of the result are metres. Errors: cad.no_shape. */
export function buildManifest(input: ManifestInput): { manifest: Manifest; meshes: PlannedMesh[] } {
  const { flat, prototypes } = input;
  if (flat.parts.length === 0) throw new AppError('cad.no_shape', `${input.source.fileName} has no geometry.`);
  const keys = partKeys(flat.parts);
  const planner = new MeshPlanner(input);
  const whole = new BoundingBoxBuilder();
  const parts = flat.parts.map((part, index): ManifestPart => {
    const transform = scaleTranslation(part.transform, metresPerMillimetre);
    const surfaces = input.surfaces[part.prototype] ?? [];
    const box = boxOf(surfaces, transform);
    whole.add(box.min).add(box.max);
    return {
      partKey: keys[index] ?? '',
      name: part.name,
      productName: part.productName,
      path: [...part.path],
      assemblyId: part.assemblyId,
      color: part.color ?? mainColor(surfaces),
      transform: [...transform],
      meshId: planner.meshFor(part),
      solids: prototypes[part.prototype]?.solids ?? 0,
      boundingBox: box,
    };
  });
  const manifest: Manifest = {
    schemaVersion: 1,
    source: input.source,
    importer: input.importer,
    tessellation: input.tessellation,
    unitsToMetres: input.unitsToMetres ?? millimetre,
    boundingBox: whole.build(),
    rootName: flat.rootName,
    assemblies: flat.assemblies,
    parts,
    meshes: planner.summary(),
    droppedEmpties: flat.droppedEmpties,
    problems: findProblems(input, parts),
  };
  return { manifest, meshes: planner.meshes };
}

/** One mesh for each prototype, and one more for each further colour it is used in. */
class MeshPlanner {
  readonly meshes: PlannedMesh[] = [];
  private readonly input: ManifestInput;
  private readonly planned = new Map<string, { meshId: string; instances: number }>();

  constructor(input: ManifestInput) {
    this.input = input;
  }

  meshFor(part: FlatPart): string {
    const surfaces = this.input.surfaces[part.prototype] ?? [];
    // Where every face has a colour of its own, the part's colour changes nothing.
    const color = surfaces.some((surface) => surface.color === null) ? part.color : null;
    const key = JSON.stringify([part.prototype, color]);
    const known = this.planned.get(key);
    if (known) {
      known.instances += 1;
      return known.meshId;
    }
    const meshId = this.freeId(`mesh-${part.geometryIdentity.slice(0, 10)}`);
    this.planned.set(key, { meshId, instances: 1 });
    this.meshes.push({
      meshId,
      name: part.productName,
      surfaces: surfaces.map((surface) => ({ ...surface, color: surface.color ?? part.color })),
    });
    return meshId;
  }

  summary(): ManifestMesh[] {
    const instances = new Map([...this.planned.values()].map((entry) => [entry.meshId, entry.instances]));
    return this.meshes.map(({ meshId, surfaces }) => ({
      meshId,
      triangles: surfaces.reduce((sum, surface) => sum + surface.indices.length / 3, 0),
      vertices: surfaces.reduce((sum, surface) => sum + surface.positions.length / 3, 0),
      instances: instances.get(meshId) ?? 0,
    }));
  }

  private freeId(stem: string): string {
    const taken = new Set(this.meshes.map(({ meshId }) => meshId));
    let id = stem;
    for (let count = 2; taken.has(id); count++) id = `${stem}-${count}`;
    return id;
  }
}

function boxOf(surfaces: readonly RawSurface[], transform: Matrix): BoundingBox {
  const box = new BoundingBoxBuilder();
  for (const { positions } of surfaces) box.addTransformed(positions, transform);
  return box.build();
}

/** The colour of the largest coloured surface, for parts that are coloured face by face. */
function mainColor(surfaces: readonly RawSurface[]): LinearColor | null {
  const colored = surfaces.filter((surface) => surface.color !== null);
  return colored.sort((a, b) => b.indices.length - a.indices.length)[0]?.color ?? null;
}

function findProblems(input: ManifestInput, parts: readonly ManifestPart[]): CadProblem[] {
  const problems: CadProblem[] = [];
  const lost = input.partUses.inText - input.partUses.read;
  if (lost > 0) {
    const message = `The file lists ${input.partUses.inText} uses of parts, but only ${input.partUses.read} could be read.`;
    problems.push({ code: 'cad.uses_lost', severity: 'error', message, partKeys: [] });
  }
  const open = parts.filter((part) => part.solids === 0);
  if (open.length > 0) {
    const message = `${count(open.length, 'part')} made of open surfaces, without a solid.`;
    problems.push({
      code: 'cad.part_without_solid',
      severity: 'warning',
      message,
      partKeys: open.map((p) => p.partKey),
    });
  }
  const several = parts.filter((part) => part.solids > 1);
  if (several.length > 0) {
    const message = `${count(several.length, 'part')} made of several solids, which share one material.`;
    const partKeys = several.map((part) => part.partKey);
    problems.push({ code: 'cad.several_solids', severity: 'info', message, partKeys });
  }
  const twins = coincidentParts(input.flat.parts).flat();
  if (twins.length > 0) {
    const message = `${count(twins.length, 'part')} of the same shape in the same place as another.`;
    const partKeys = twins.flatMap((index) => parts[index]?.partKey ?? []);
    problems.push({ code: 'cad.coincident_parts', severity: 'warning', message, partKeys });
  }
  if (input.unitsToMetres === null) {
    const message = 'The file names no unit of length; millimetres are assumed.';
    problems.push({ code: 'cad.units_assumed', severity: 'warning', message, partKeys: [] });
  }
  const dropped = input.flat.droppedEmpties.length;
  if (dropped > 0) {
    const message = `${count(dropped, 'node')} without geometry left out.`;
    problems.push({ code: 'cad.dropped_empties', severity: 'info', message, partKeys: [] });
  }
  return problems;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
