import type { LinearColor } from '../../shared/domain/geometry.ts';
import { identityMatrix, type Matrix } from './matrix.ts';
import type { Occt } from './occt.ts';
import type { RawNode } from './rawAssembly.ts';

type Label = InstanceType<Occt['TDF_Label']>;
type Shape = InstanceType<Occt['TopoDS_Shape']>;
type Document = InstanceType<Occt['TDocStd_Document']>;
type Location = InstanceType<Occt['TopLoc_Location']>;

/** A leaf product with the colours that some of its faces have of their own. */
export interface Leaf {
  readonly shape: Shape;
  /** Shapes inside the leaf (faces, or solids of a compound) that carry a colour. */
  readonly coloredShapes: readonly { readonly shape: Shape; readonly color: LinearColor }[];
}

/** Walks the labels of an XCAF document (OpenCASCADE's assembly structure) into plain data and the leaf shapes. */
export function readAssembly(occt: Occt, document: Document): { roots: RawNode[]; leaves: Leaf[] } {
  const walker = new AssemblyWalker(occt, document);
  return { roots: walker.roots(), leaves: walker.leaves };
}

class AssemblyWalker {
  readonly leaves: Leaf[] = [];
  private readonly occt: Occt;
  private readonly main: Label;
  private readonly shapeTool: InstanceType<Occt['XCAFDoc_ShapeTool']>;
  private readonly colorTool: InstanceType<Occt['XCAFDoc_ColorTool']>;
  /** Products all lie side by side under one label, so that the tag is their identity. */
  private readonly leafOfTag = new Map<number, number>();
  /** A sub-assembly that is used many times is read once. */
  private readonly childrenOfTag = new Map<number, readonly RawNode[]>();

  constructor(occt: Occt, document: Document) {
    this.occt = occt;
    this.main = document.Main();
    this.shapeTool = occt.XCAFDoc_DocumentTool.ShapeTool(this.main).get();
    this.colorTool = occt.XCAFDoc_DocumentTool.ColorTool(this.main).get();
  }

  roots(): RawNode[] {
    const free = new this.occt.TDF_LabelSequence_1();
    this.shapeTool.GetFreeShapes(free);
    const roots = this.labels(free).map((label) => {
      // A free product may itself be a use of another one; then it has a place of its own.
      if (this.occt.XCAFDoc_ShapeTool.IsReference(label)) return this.component(label);
      return { ...this.product(label), instanceName: null, instanceColor: null, transform: identityMatrix };
    });
    free.delete();
    return roots;
  }

  private component(label: Label): RawNode {
    const referred = new this.occt.TDF_Label();
    this.occt.XCAFDoc_ShapeTool.GetReferredShape(label, referred);
    const location = this.occt.XCAFDoc_ShapeTool.GetLocation(label);
    const node = {
      ...this.product(referred),
      instanceName: this.name(label),
      instanceColor: this.color(label),
      transform: matrixOf(location),
    };
    location.delete();
    referred.delete();
    return node;
  }

  private product(label: Label): Pick<RawNode, 'productName' | 'productColor' | 'prototype' | 'children'> {
    const named = { productName: this.name(label), productColor: this.color(label) };
    if (!this.occt.XCAFDoc_ShapeTool.IsAssembly(label)) return { ...named, prototype: this.leaf(label), children: [] };
    const tag = label.Tag();
    let children = this.childrenOfTag.get(tag);
    if (!children) {
      const components = new this.occt.TDF_LabelSequence_1();
      this.occt.XCAFDoc_ShapeTool.GetComponents(label, components, false);
      children = this.labels(components).map((component) => this.component(component));
      components.delete();
      this.childrenOfTag.set(tag, children);
    }
    return { ...named, prototype: null, children };
  }

  private leaf(label: Label): number {
    const tag = label.Tag();
    const known = this.leafOfTag.get(tag);
    if (known !== undefined) return known;
    const index = this.leaves.length;
    this.leaves.push({
      shape: this.occt.XCAFDoc_ShapeTool.GetShape_2(label),
      coloredShapes: label.NbChildren() > 0 ? this.coloredShapes(label) : [],
    });
    this.leafOfTag.set(tag, index);
    return index;
  }

  private coloredShapes(label: Label): Leaf['coloredShapes'] {
    const subShapes = new this.occt.TDF_LabelSequence_1();
    this.occt.XCAFDoc_ShapeTool.GetSubShapes(label, subShapes);
    const colored = this.labels(subShapes).flatMap((subShape) => {
      const color = this.color(subShape);
      return color ? [{ shape: this.occt.XCAFDoc_ShapeTool.GetShape_2(subShape), color }] : [];
    });
    subShapes.delete();
    return colored;
  }

  private labels(sequence: InstanceType<Occt['TDF_LabelSequence']>): Label[] {
    return Array.from({ length: sequence.Length() }, (_, index) => sequence.Value(index + 1));
  }

  private name(label: Label): string | null {
    const attribute = new this.occt.Handle_TDF_Attribute_1();
    try {
      if (!label.FindAttribute_1(this.occt.TDataStd_Name.GetID(), attribute)) return null;
      const extended = (attribute.get() as InstanceType<Occt['TDataStd_Name']>).Get();
      const utf8 = new this.occt.TCollection_AsciiString_13(extended, 0);
      // The binding hands out the bytes of the UTF-8 text as one character each.
      const text = Buffer.from(utf8.ToCString(), 'latin1').toString('utf8').trim();
      utf8.delete();
      return isMadeUpName(text) ? null : text;
    } finally {
      attribute.delete();
    }
  }

  /** Linear RGBA. The colour of surfaces goes before the general one; colours of curves do not concern a picture. */
  private color(label: Label): LinearColor | null {
    const types = this.occt.XCAFDoc_ColorType;
    const color = new this.occt.Quantity_ColorRGBA_1();
    try {
      for (const type of [types.XCAFDoc_ColorSurf, types.XCAFDoc_ColorGen]) {
        if (!this.colorTool.GetColor_5(label, type as typeof types, color)) continue;
        const rgb = color.GetRGB();
        const linear: LinearColor = [rgb.Red(), rgb.Green(), rgb.Blue(), color.Alpha()];
        return linear.map((value) => Math.round(value * 1e6) / 1e6) as LinearColor;
      }
      return null;
    } finally {
      color.delete();
    }
  }
}

/** True for a name that the writing or reading system made up; it may change whenever the file is written anew. */
function isMadeUpName(name: string): boolean {
  return name === '' || /^(?:NAUO\d+|=?>?\[[\d:]+\])$/i.test(name);
}

function matrixOf(location: Location): Matrix {
  if (location.IsIdentity()) return identityMatrix;
  const transformation = location.Transformation();
  const matrix: number[] = [];
  for (let column = 1; column <= 4; column++) {
    for (let row = 1; row <= 3; row++) matrix.push(transformation.Value(row, column));
    matrix.push(column === 4 ? 1 : 0);
  }
  transformation.delete();
  return matrix;
}
