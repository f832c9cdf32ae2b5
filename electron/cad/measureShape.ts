import type { BoundingBox } from '../../shared/domain/geometry.ts';
import { BoundingBoxBuilder } from './boundingBoxBuilder.ts';
import type { Occt } from './occt.ts';
import type { RawPrototype } from './rawAssembly.ts';
import { shapeIdentity } from './shapeIdentity.ts';

type Shape = InstanceType<Occt['TopoDS_Shape']>;
type ShapeKind = 'TopAbs_SOLID' | 'TopAbs_FACE' | 'TopAbs_EDGE' | 'TopAbs_VERTEX';

/** Counts and exact integrals of a shape; the mesh is not needed for them. */
export function measureShape(occt: Occt, shape: Shape): RawPrototype {
  const faces = countShapes(occt, shape, 'TopAbs_FACE');
  const solids = countShapes(occt, shape, 'TopAbs_SOLID');
  if (faces === 0) return { solids, faces, identity: '', box: null };
  const box = boxOf(occt, shape);
  const surface = new occt.GProp_GProps_1();
  const volume = new occt.GProp_GProps_1();
  occt.BRepGProp.SurfaceProperties_1(shape, surface, false, false);
  if (solids > 0) occt.BRepGProp.VolumeProperties_1(shape, volume, false, false, false);
  const mass = solids > 0 ? volume : surface;
  const centre = mass.CentreOfMass();
  const moments = mass.MatrixOfInertia();
  const identity = shapeIdentity({
    solids,
    faces,
    edges: countShapes(occt, shape, 'TopAbs_EDGE'),
    vertices: countShapes(occt, shape, 'TopAbs_VERTEX'),
    area: surface.Mass(),
    volume: solids > 0 ? volume.Mass() : 0,
    centre: [centre.X(), centre.Y(), centre.Z()],
    inertia: [
      moments.Value(1, 1),
      moments.Value(2, 2),
      moments.Value(3, 3),
      moments.Value(1, 2),
      moments.Value(1, 3),
      moments.Value(2, 3),
    ],
    diagonal: Math.hypot(...box.size),
  });
  for (const used of [surface, volume, centre, moments]) used.delete();
  return { solids, faces, identity, box };
}

/** Distinct shapes of a kind; an edge between two faces counts once. */
function countShapes(occt: Occt, shape: Shape, kind: ShapeKind): number {
  const types = occt.TopAbs_ShapeEnum;
  const explorer = new occt.TopExp_Explorer_2(shape, types[kind] as typeof types, types.TopAbs_SHAPE as typeof types);
  const distinct = new occt.TopTools_IndexedMapOfShape_1();
  for (; explorer.More(); explorer.Next()) {
    const current = explorer.Current();
    distinct.Add(current);
    current.delete();
  }
  const count = distinct.Size();
  distinct.delete();
  explorer.delete();
  return count;
}

/** From the exact surfaces; may be a little larger than the shape. */
function boxOf(occt: Occt, shape: Shape): BoundingBox {
  const builder = new BoundingBoxBuilder();
  const box = new occt.Bnd_Box_1();
  occt.BRepBndLib.Add(shape, box, false);
  if (!box.IsVoid()) {
    for (const corner of [box.CornerMin(), box.CornerMax()]) {
      builder.add([corner.X(), corner.Y(), corner.Z()]);
      corner.delete();
    }
  }
  box.delete();
  return builder.build();
}
