interface Size {
  readonly width: number;
  readonly height: number;
}

const NEAREST = 16;
const FARTHEST = 0.02;

/** Factor at which a picture is seen whole; small ones are not blown up. */
export function fitZoom(picture: Size, room: Size): number {
  if (picture.width <= 0 || picture.height <= 0) return 1;
  return Math.min(1, room.width / picture.width, room.height / picture.height);
}

export function clampZoom(zoom: number): number {
  return Math.min(NEAREST, Math.max(FARTHEST, zoom));
}

/** Where the scroll has to be after zooming, so that what is under the pointer stays there. Lengths in px of the screen. */
export function anchoredScroll(scroll: number, pointer: number, from: number, to: number): number {
  return ((scroll + pointer) / from) * to - pointer;
}
