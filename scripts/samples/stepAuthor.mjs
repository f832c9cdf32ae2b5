import init from 'replicad-opencascadejs';

/** The header's date: a file made twice must be the same file. */
const fixedDate = '2026-01-01T00:00:00';

let loading;

/** OpenCASCADE with its writers; 23 MB of WebAssembly, loaded once per process. */
function loadLibrary() {
  const silent = () => undefined;
  // The writer orders colours by addresses, which the length of the program's name would shift.
  loading ??= init({ print: silent, printErr: silent, thisProgram: 'step' });
  return loading;
}

/** A small kit to make solids and write assemblies as STEP. Lengths are millimetres. */
export async function createStepAuthor() {
  return new StepAuthor(await loadLibrary());
}

class StepAuthor {
  constructor(oc) {
    this.oc = oc;
  }

  /**
   * A solid of revolution about z. `profile`: corners [radius, z, rounding]; a positive rounding is a fillet radius, a
   * negative one the length of a chamfer.
   */
  revolve(profile) {
    const points = profile.map(([r, z, rounding = 0]) => ({ x: r, y: z, rounding }));
    const face = this.face(points, ({ x, y }) => new this.oc.gp_Pnt(x, 0, y));
    const axis = new this.oc.gp_Ax1(new this.oc.gp_Pnt(0, 0, 0), new this.oc.gp_Dir(0, 0, 1));
    return new this.oc.BRepPrimAPI_MakeRevol(face, axis).Shape();
  }

  /** A prism along z from `from` to `to` over the outline, corners [x, y, rounding] as in `revolve`. */
  extrude(outline, from, to) {
    const points = outline.map(([x, y, rounding = 0]) => ({ x, y, rounding }));
    const face = this.face(points, ({ x, y }) => new this.oc.gp_Pnt(x, y, from));
    return new this.oc.BRepPrimAPI_MakePrism(face, new this.oc.gp_Vec(0, 0, to - from)).Shape();
  }

  box(dx, dy, dz) {
    return new this.oc.BRepPrimAPI_MakeBox(dx, dy, dz).Shape();
  }

  cylinder(radius, from, to) {
    return this.revolve([
      [0, from],
      [radius, from],
      [radius, to],
      [0, to],
    ]);
  }

  sphere(radius) {
    return new this.oc.BRepPrimAPI_MakeSphere(radius).Shape();
  }

  /** A body without anything in it, as some systems write beside every part. */
  nothing() {
    const compound = new this.oc.TopoDS_Compound();
    new this.oc.TopoDS_Builder().MakeCompound(compound);
    return compound;
  }

  /** The body without every tool. */
  cut(body, ...tools) {
    return this.combine(new this.oc.BRepAlgoAPI_Cut(), [body], tools);
  }

  fuse(body, ...others) {
    return this.combine(new this.oc.BRepAlgoAPI_Fuse(), [body], others);
  }

  common(body, ...others) {
    return this.combine(new this.oc.BRepAlgoAPI_Common(), [body], others);
  }

  /** A copy elsewhere. */
  moved(shape, ...moves) {
    return shape.Moved(this.location(moves), false);
  }

  /** The file's text, the same for the same product. */
  write(product) {
    const { oc } = this;
    const document = new oc.TDocStd_Document(new oc.TCollection_ExtendedString('XmlOcaf', true));
    oc.XCAFDoc_ShapeTool.SetAutoNaming(false);
    const shapes = oc.XCAFDoc_DocumentTool.ShapeTool(document.Main());
    const colors = oc.XCAFDoc_DocumentTool.ColorTool(document.Main());
    this.addProduct(product, shapes, colors, new Map());
    shapes.UpdateAssemblies();
    const writer = new oc.STEPCAFControl_Writer();
    // Curves in the parameter space of a surface follow from the edges; without them the file has half the size.
    oc.Interface_Static.SetIVal('write.surfacecurve.mode', 0);
    const progress = new oc.Message_ProgressRange();
    if (!writer.Perform(document, '/out.step', progress)) throw new Error(`${product.name} was not written.`);
    const text = oc.FS.readFile('/out.step', { encoding: 'utf8' });
    oc.FS.unlink('/out.step');
    return withFixedHeader(text);
  }

  addProduct(product, shapes, colors, known) {
    const existing = known.get(product);
    if (existing) return existing;
    const { oc } = this;
    const label = product.shape ? shapes.AddShape(product.shape, false, false) : shapes.NewShape();
    known.set(product, label);
    oc.TDataStd_Name.Set(label, new oc.TCollection_ExtendedString(product.name, true));
    this.paint(colors, label, product.color);
    for (const use of product.uses ?? []) {
      const child = this.addProduct(use.product, shapes, colors, known);
      const component = shapes.AddComponent(label, child, this.location(use.moves ?? []));
      oc.TDataStd_Name.Set(component, new oc.TCollection_ExtendedString(use.name, true));
      this.paint(colors, component, use.color);
    }
    return label;
  }

  paint(colors, label, color) {
    if (!color) return;
    const [red, green, blue] = color.map(linear);
    colors.SetColor(label, new this.oc.Quantity_ColorRGBA(red, green, blue, 1), 'XCAFDoc_ColorSurf');
  }

  combine(operation, bodies, tools) {
    const { oc } = this;
    operation.SetArguments(new oc.NCollection_List_TopoDS_Shape(bodies));
    operation.SetTools(new oc.NCollection_List_TopoDS_Shape(tools));
    operation.Build(new oc.Message_ProgressRange());
    const cleaner = new oc.ShapeUpgrade_UnifySameDomain(operation.Shape(), true, true, false);
    cleaner.Build();
    return cleaner.Shape();
  }

  location(moves) {
    const { oc } = this;
    const whole = new oc.gp_Trsf();
    for (const move of moves) {
      const step = new oc.gp_Trsf();
      if ('shift' in move) step.SetTranslation(new oc.gp_Vec(...move.shift));
      else {
        const direction = { x: [1, 0, 0], y: [0, 1, 0], z: [0, 0, 1] }[move.about];
        const axis = new oc.gp_Ax1(new oc.gp_Pnt(0, 0, 0), new oc.gp_Dir(...direction));
        step.SetRotation(axis, (move.turn * Math.PI) / 180);
      }
      whole.PreMultiply(step);
    }
    return new oc.TopLoc_Location(whole);
  }

  face(points, place) {
    const { oc } = this;
    const wire = new oc.BRepBuilderAPI_MakeWire();
    for (const piece of outlinePieces(points)) {
      const [start, end] = [place(piece.from), place(piece.to)];
      const edge = piece.through
        ? new oc.BRepBuilderAPI_MakeEdge(new oc.GC_MakeArcOfCircle(start, place(piece.through), end).Value())
        : new oc.BRepBuilderAPI_MakeEdge(start, end);
      wire.Add(edge.Edge());
    }
    return new oc.BRepBuilderAPI_MakeFace(wire.Wire(), true).Face();
  }
}

/** A closed outline as lines and arcs: every corner is cut back by its rounding and bridged. */
function outlinePieces(points) {
  const corners = points.map((corner, index) => {
    const before = points.at(index - 1);
    const after = points[(index + 1) % points.length];
    return cornerPieces(before, corner, after);
  });
  return corners.flatMap((corner, index) => {
    const next = corners[(index + 1) % corners.length];
    const bridge =
      corner.entry === corner.exit ? [] : [{ from: corner.entry, to: corner.exit, through: corner.through }];
    const gap = Math.hypot(next.entry.x - corner.exit.x, next.entry.y - corner.exit.y);
    return gap < 1e-9 ? bridge : [...bridge, { from: corner.exit, to: next.entry }];
  });
}

function cornerPieces(before, corner, after) {
  if (!corner.rounding) return { entry: corner, exit: corner };
  const towards = (other) => {
    const length = Math.hypot(other.x - corner.x, other.y - corner.y);
    return { x: (other.x - corner.x) / length, y: (other.y - corner.y) / length };
  };
  const [a, b] = [towards(before), towards(after)];
  const half = Math.acos(a.x * b.x + a.y * b.y) / 2;
  const along = (direction, length) => ({ x: corner.x + direction.x * length, y: corner.y + direction.y * length });
  if (corner.rounding < 0) return { entry: along(a, -corner.rounding), exit: along(b, -corner.rounding) };
  const cutBack = corner.rounding / Math.tan(half);
  const middle = { x: a.x + b.x, y: a.y + b.y };
  const length = Math.hypot(middle.x, middle.y);
  const inwards = { x: middle.x / length, y: middle.y / length };
  const through = along(inwards, corner.rounding / Math.sin(half) - corner.rounding);
  return { entry: along(a, cutBack), exit: along(b, cutBack), through };
}

/** sRGB to linear, both 0..1. */
function linear(value) {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

function withFixedHeader(text) {
  return text
    .replace(/(FILE_NAME\('[^']*',')[^']*(')/, `$1${fixedDate}$2`)
    .replace(/\('Author'\)/, "('HartOMat maintainers')");
}
