/**
 * Sent with every page: own scripts, own pictures, nothing from elsewhere, no eval, no frames, no forms.
 * Style attributes are open because components of bits-ui carry them in their markup; style sheets are not.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src-elem 'self'",
  "style-src-attr 'unsafe-inline'",
  "img-src 'self' media: data: blob:",
  "media-src 'self' media:",
  "connect-src 'self' media:",
  "font-src 'self'",
  "worker-src 'self' blob:",
  "frame-src 'none'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
