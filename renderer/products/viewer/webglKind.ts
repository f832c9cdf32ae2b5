export type WebglKind = 'none' | 'software' | 'hardware';

let known: WebglKind | null = null;

/**
 * Who computes WebGL: a graphics card, or the processor (no driver, remote desktops, virtual machines). In software,
 * smoothing by the driver multiplies the time of a picture by four, so that the view smooths in its own way there.
 * Asked once.
 */
export function webglKind(): WebglKind {
  known ??= askWebgl();
  return known;
}

function askWebgl(): WebglKind {
  const gl = document.createElement('canvas').getContext('webgl2');
  if (!gl) return 'none';
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  const name = info ? String(gl.getParameter(info.UNMASKED_RENDERER_WEBGL)) : '';
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return /swiftshader|llvmpipe|softpipe|software|basic render/i.test(name) ? 'software' : 'hardware';
}
