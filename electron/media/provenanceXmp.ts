import { type Provenance, provenanceSchema } from '../../shared/domain/media.ts';
import { provenanceText } from '../../shared/media/provenanceText.ts';

/** Keyword of the PNG text and local name of the XMP property. */
export const PROVENANCE_KEYWORD = 'hartomat';
const NAMESPACE = 'https://hartomat.example/ns/1.0/';

/** null when the text is not provenance of ours. */
export function parseProvenance(text: string): Provenance | null {
  try {
    return provenanceSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** Provenance as an XMP packet, for JPEG and WebP. */
export function provenanceXmp(provenance: Provenance): string {
  const escaped = provenanceText(provenance).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return (
    '<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>' +
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">' +
    `<rdf:Description rdf:about="" xmlns:${PROVENANCE_KEYWORD}="${NAMESPACE}">` +
    `<${PROVENANCE_KEYWORD}:provenance>${escaped}</${PROVENANCE_KEYWORD}:provenance>` +
    '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
  );
}

/** The provenance in an XMP packet, or in a file that holds one in plain sight; null = none. */
export function parseProvenanceXmp(packet: string): Provenance | null {
  const open = `<${PROVENANCE_KEYWORD}:provenance>`;
  const start = packet.indexOf(open);
  const end = packet.indexOf(`</${PROVENANCE_KEYWORD}:provenance>`, start);
  if (start < 0 || end < 0) return null;
  const escaped = packet.slice(start + open.length, end);
  return parseProvenance(escaped.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'));
}
