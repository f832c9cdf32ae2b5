/** Sent with every page: own scripts, own pictures, nothing from elsewhere, no eval, no frames, no forms. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' media: data: blob:",
  "media-src 'self' media:",
  "connect-src 'self' media:",
  "font-src 'self'",
  "worker-src 'self' blob:",
  "frame-src 'none'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');
