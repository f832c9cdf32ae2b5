import type { ViewerCamera } from './ViewerCamera.ts';

const TURN_DEGREES = 15;
const PAN_SHARE = 0.08;
const ZOOM_FACTOR = 1.25;

/** Moves the camera by a key: arrows turn, with Shift they pan, plus and minus zoom, Home shows all. False = not such a key. */
export function cameraKey(camera: ViewerCamera, key: string, shift: boolean): boolean {
  const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[key];
  if (step) {
    const [right = 0, up = 0] = step;
    if (shift) camera.pan(right * PAN_SHARE, up * PAN_SHARE);
    else camera.rotate(right * TURN_DEGREES, up * TURN_DEGREES);
  } else if (key === '+' || key === '=') camera.zoom(ZOOM_FACTOR);
  else if (key === '-') camera.zoom(1 / ZOOM_FACTOR);
  else if (key === 'Home') camera.home();
  else return false;
  return true;
}
