import type { LinearColor } from '../../shared/domain/geometry.ts';
import type { Occt } from './occt.ts';
import type { RawSurface } from './rawAssembly.ts';
import type { Leaf } from './readAssembly.ts';
import { SurfaceBuilder } from './surfaceBuilder.ts';
import type { Fineness } from './tessellation.ts';

type Face = InstanceType<Occt['TopoDS_Face']>;

/** The reader brings every file to millimetres. */
const metresPerMillimetre = 0.001;

/**
 * Triangulates a leaf with normals from its exact surfaces, one surface for each colour on it.
 * The linear deflection is in millimetres.
 */
export function meshShape(occt: Occt, leaf: Leaf, fineness: Fineness): RawSurface[] {
  const types = occt.TopAbs_ShapeEnum;
  const { linearDeflection, angularDeflection } = fineness;
  new occt.BRepMesh_IncrementalMesh_2(leaf.shape, linearDeflection, false, angularDeflection, false).delete();
  const colorOf = faceColors(occt, leaf);
  const builders = new Map<string, { color: LinearColor | null; builder: SurfaceBuilder }>();
  const explorer = new occt.TopExp_Explorer_2(
    leaf.shape,
    types.TopAbs_FACE as typeof types,
    types.TopAbs_SHAPE as typeof types,
  );
  for (; explorer.More(); explorer.Next()) {
    const current = explorer.Current();
    const face = occt.TopoDS.Face_1(current);
    const color = colorOf(face);
    const key = JSON.stringify(color);
    const entry = builders.get(key) ?? { color, builder: new SurfaceBuilder() };
    builders.set(key, entry);
    addFace(occt, face, entry.builder);
    face.delete();
    current.delete();
  }
  explorer.delete();
  return [...builders.values()]
    .filter(({ builder }) => !builder.isEmpty)
    .map(({ color, builder }) => builder.build(color));
}

/** Which colour a face has of its own; the later entry wins, as faces are listed after the solid they belong to. */
function faceColors(occt: Occt, leaf: Leaf): (face: Face) => LinearColor | null {
  if (leaf.coloredShapes.length === 0) return () => null;
  const types = occt.TopAbs_ShapeEnum;
  const faces = new occt.TopTools_IndexedMapOfShape_1();
  const colors: (LinearColor | null)[] = [null];
  const bySize = [...leaf.coloredShapes].sort((a, b) => shapeRank(occt, a.shape) - shapeRank(occt, b.shape));
  for (const { shape, color } of bySize) {
    const explorer = new occt.TopExp_Explorer_2(
      shape,
      types.TopAbs_FACE as typeof types,
      types.TopAbs_SHAPE as typeof types,
    );
    for (; explorer.More(); explorer.Next()) colors[faces.Add(explorer.Current())] = color;
    explorer.delete();
  }
  return (face) => colors[faces.FindIndex(face)] ?? null;
}

/** Containers before what they contain. */
function shapeRank(occt: Occt, shape: Leaf['shape']): number {
  const types = occt.TopAbs_ShapeEnum;
  const order: unknown[] = [types.TopAbs_COMPOUND, types.TopAbs_COMPSOLID, types.TopAbs_SOLID, types.TopAbs_SHELL];
  const rank = order.indexOf(shape.ShapeType());
  return rank < 0 ? order.length : rank;
}

function addFace(occt: Occt, face: Face, builder: SurfaceBuilder): void {
  const location = new occt.TopLoc_Location_1();
  const handle = occt.BRep_Tool.Triangulation(face, location, 0);
  if (!handle.IsNull()) {
    occt.StdPrs_ToolTriangulatedShape.ComputeNormals_1(face, handle);
    const triangulation = handle.get();
    const placement = location.IsIdentity() ? null : location.Transformation();
    const reversed = face.Orientation_1() === occt.TopAbs_Orientation.TopAbs_REVERSED;
    // A mirrored placement turns the triangles over once more.
    const flipped = reversed !== (placement?.IsNegative() ?? false);
    builder.startFace();
    for (let index = 1; index <= triangulation.NbNodes(); index++) {
      const point = triangulation.Node(index);
      const normal = triangulation.Normal_1(index);
      if (placement) {
        point.Transform(placement);
        normal.Transform(placement);
      }
      builder.addVertex(
        point.X() * metresPerMillimetre,
        point.Y() * metresPerMillimetre,
        point.Z() * metresPerMillimetre,
        normal.X(),
        normal.Y(),
        normal.Z(),
        reversed ? -1 : 1,
      );
      point.delete();
      normal.delete();
    }
    for (let index = 1; index <= triangulation.NbTriangles(); index++) {
      const triangle = triangulation.Triangle(index);
      const [a, b, c] = [triangle.Value(1) - 1, triangle.Value(2) - 1, triangle.Value(3) - 1];
      if (flipped) builder.addTriangle(a, c, b);
      else builder.addTriangle(a, b, c);
      triangle.delete();
    }
    placement?.delete();
  }
  handle.delete();
  location.delete();
}
