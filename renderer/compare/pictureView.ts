export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * How a picture is looked at: the point of it that lies in the middle of the pane, in its own pixels, and how many CSS
 * pixels one of them takes. Panes of any size can share it.
 */
export interface PictureView extends Point {
  readonly scale: number;
}

/** Beyond this a pixel is a plain square that says nothing new. */
const LARGEST_SCALE = 64;

/** The scale at which the whole picture is seen and touches the pane. */
export function fitScale(picture: Size, pane: Size): number {
  if (picture.width <= 0 || picture.height <= 0 || pane.width <= 0 || pane.height <= 0) return 1;
  return Math.min(pane.width / picture.width, pane.height / picture.height);
}

export function fitView(picture: Size, pane: Size): PictureView {
  return { scale: fitScale(picture, pane), x: picture.width / 2, y: picture.height / 2 };
}

/** Never out of the picture: an axis that fits is centred, the other shows no more of the outside than it must. */
export function clampView(view: PictureView, picture: Size, pane: Size): PictureView {
  const fit = fitScale(picture, pane);
  const scale = between(view.scale, Math.min(fit, 1), Math.max(fit, LARGEST_SCALE));
  const axis = (at: number, whole: number, seen: number): number =>
    seen >= whole ? whole / 2 : between(at, seen / 2, whole - seen / 2);
  return {
    scale,
    x: axis(view.x, picture.width, pane.width / scale),
    y: axis(view.y, picture.height, pane.height / scale),
  };
}

/** Zooms so that what lies under `at`, a point of the pane in CSS pixels, stays under it as far as the picture allows. */
export function zoomAt(view: PictureView, scale: number, at: Point, picture: Size, pane: Size): PictureView {
  const limited = clampView({ ...view, scale }, picture, pane).scale;
  const held = toPicture(view, at, pane);
  const x = held.x - (at.x - pane.width / 2) / limited;
  const y = held.y - (at.y - pane.height / 2) / limited;
  return clampView({ scale: limited, x, y }, picture, pane);
}

/** Moves the picture by CSS pixels: what was at the left comes in when `by.x` is positive. */
export function panBy(view: PictureView, by: Point, picture: Size, pane: Size): PictureView {
  return clampView({ ...view, x: view.x - by.x / view.scale, y: view.y - by.y / view.scale }, picture, pane);
}

/** A window of the picture in the middle of the pane, with its surroundings: it takes an eighth of the shorter side. */
export function viewOfWindow(at: Point, size: number, picture: Size, pane: Size): PictureView {
  const scale = Math.max(1, Math.min(pane.width, pane.height) / (8 * size));
  return clampView({ scale, x: at.x + size / 2, y: at.y + size / 2 }, picture, pane);
}

/** Left, top, width and height in pixels of a picture. */
export type Box = readonly [left: number, top: number, width: number, height: number];

/** Smaller boxes are looked at as if they had this many pixels: a lone pixel says nothing without what is around it. */
const LEAST_BOX = 24;

/** A box of the picture in the middle of the pane, with its surroundings: it takes half of the pane, or the whole is seen. */
export function viewOfBox([left, top, width, height]: Box, picture: Size, pane: Size): PictureView {
  const across = pane.width / Math.max(LEAST_BOX, width);
  const down = pane.height / Math.max(LEAST_BOX, height);
  const scale = Math.max(fitScale(picture, pane), Math.min(across, down) / 2);
  return clampView({ scale, x: left + width / 2, y: top + height / 2 }, picture, pane);
}

/** An ellipse in a pane, in its CSS pixels. */
export interface Ring extends Point {
  readonly rx: number;
  readonly ry: number;
}

/** So large that what it surrounds can be seen, however small that is. */
const LEAST_RADIUS = 20;

/** The ellipse around a box of the picture; around one as large as the picture it lies just inside the picture. */
export function ringOf([left, top, width, height]: Box, view: PictureView, picture: Size, pane: Size): Ring {
  const radius = (side: number, whole: number): number =>
    Math.max(LEAST_RADIUS, Math.min(side * Math.SQRT1_2 * view.scale + 4, (whole * view.scale) / 2 - 4));
  return {
    ...toPane(view, { x: left + width / 2, y: top + height / 2 }, pane),
    rx: radius(width, picture.width),
    ry: radius(height, picture.height),
  };
}

/** The point of the picture that lies at a point of the pane. */
export function toPicture(view: PictureView, at: Point, pane: Size): Point {
  return { x: view.x + (at.x - pane.width / 2) / view.scale, y: view.y + (at.y - pane.height / 2) / view.scale };
}

/** The point of the pane at which a point of the picture lies. */
export function toPane(view: PictureView, at: Point, pane: Size): Point {
  return { x: pane.width / 2 + (at.x - view.x) * view.scale, y: pane.height / 2 + (at.y - view.y) * view.scale };
}

/** Where the top left corner of the picture lies, on whole pixels of the screen, so that none of it is blurred. */
export function originOf(view: PictureView, pane: Size, deviceScale: number): Point {
  const { x, y } = toPane(view, { x: 0, y: 0 }, pane);
  const snap = (value: number): number => Math.round(value * deviceScale) / deviceScale;
  return { x: snap(x), y: snap(y) };
}

function between(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
