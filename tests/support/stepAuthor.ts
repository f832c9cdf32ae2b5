import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A body in the memory of the library. */
export interface Shape {
  readonly __shape: never;
}

/** Degrees about an axis through the origin, or millimetres. */
export type Motion =
  { readonly turn: number; readonly about: 'x' | 'y' | 'z' } | { readonly shift: readonly [number, number, number] };

/** sRGB, 0..1. */
export type Color = readonly [number, number, number];

/** A part or an assembly; using it twice makes two instances of one product. */
export interface Product {
  readonly name: string;
  readonly shape?: Shape;
  readonly color?: Color;
  readonly uses?: readonly Use[];
}

/** An instance. `moves` are applied first to last; `color` is for this instance alone. */
export interface Use {
  readonly name: string;
  readonly product: Product;
  readonly moves?: readonly Motion[];
  readonly color?: Color;
}

/** Corner of an outline with a fillet radius, or, negative, the length of a chamfer. */
export type Corner = readonly [number, number] | readonly [number, number, number];

export interface StepAuthor {
  revolve(profile: readonly Corner[]): Shape;
  extrude(outline: readonly Corner[], from: number, to: number): Shape;
  box(dx: number, dy: number, dz: number): Shape;
  cylinder(radius: number, from: number, to: number): Shape;
  sphere(radius: number): Shape;
  /** A body without anything in it. */
  nothing(): Shape;
  cut(body: Shape, ...tools: readonly Shape[]): Shape;
  fuse(body: Shape, ...others: readonly Shape[]): Shape;
  common(body: Shape, ...others: readonly Shape[]): Shape;
  moved(shape: Shape, ...moves: readonly Motion[]): Shape;
  /** The text of a STEP file (AP214), the same for the same product. */
  write(product: Product): string;
}

const root = resolve(import.meta.dirname, '../..');

/** The source of the kit; what it makes may change with it. */
export const stepAuthorSource = join(root, 'scripts/samples/stepAuthor.mjs');

/** The kit that makes STEP files: plain JavaScript outside of the compiled projects. */
export async function createStepAuthor(): Promise<StepAuthor> {
  const kit = (await import(/* @vite-ignore */ pathToFileURL(stepAuthorSource).href)) as {
    createStepAuthor(): Promise<StepAuthor>;
  };
  return kit.createStepAuthor();
}

/** The text of resources/samples/bearing.step, made anew. */
export async function generateBearing(): Promise<string> {
  const url = pathToFileURL(join(root, 'scripts/samples/generateBearing.mjs')).href;
  const generator = (await import(/* @vite-ignore */ url)) as { generateBearing(): Promise<string> };
  return generator.generateBearing();
}
