let known: boolean | null = null;

/**
 * True when WebGL is computed by the processor (no graphics driver, remote desktops, virtual machines). There, smoothing
 * by the driver multiplies the time of a picture by four, so that the view smooths in its own way. Asked once.
 */
export function isSoftwareRendering(): boolean {
  if (known !== null) return known;
  const gl = document.createElement('canvas').getContext('webgl2');
  if (!gl) return false;
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  const name = info ? String(gl.getParameter(info.UNMASKED_RENDERER_WEBGL)) : '';
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  known = /swiftshader|llvmpipe|softpipe|software|basic render/i.test(name);
  return known;
}
