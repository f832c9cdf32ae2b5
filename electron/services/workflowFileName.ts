/** What no file system lets a name hold, or what people would stumble over. */
const FORBIDDEN = /[/\\:*?"<>|\p{Cc}\p{Cf}\u2028\u2029]+/gu;
/** Windows keeps these for devices, with any extension. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
/** In bytes; file systems end at 255, and someone may put a number behind it. */
const LONGEST = 200;

/** The file name that a workflow is exported under unless the user chooses another. */
export function workflowFileName(name: string): string {
  let base = name.normalize('NFC').replace(FORBIDDEN, '-').trim().replace(/^\.+/, '');
  while (Buffer.byteLength(base) > LONGEST) base = [...base].slice(0, -1).join('');
  base = base.replace(/[\s.]+$/, '');
  if (/^[-\s]*$/.test(base)) base = 'workflow';
  return `${DEVICE.test(base) ? `${base} workflow` : base}.json`;
}
