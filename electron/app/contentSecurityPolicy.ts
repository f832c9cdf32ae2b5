import { createHash } from 'node:crypto';

/** The pointers that paneforge puts on the whole page, as a style sheet of its own, while a divider is dragged. */
const dragPointers = ['e-resize', 'ew-resize', 'w-resize', 'n-resize', 'ns-resize', 's-resize'];

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const dragStyles = dragPointers.map((pointer) => hashOf(`*{cursor: ${pointer}!important;}`)).join(' ');

/**
 * Sent with every page: own scripts, own pictures, nothing from elsewhere, no eval, no frames, no forms.
 * Style attributes are open because components of bits-ui carry them in their markup; style sheets are not.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  `style-src-elem 'self' ${dragStyles}`,
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
