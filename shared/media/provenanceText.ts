import canonicalize from 'canonicalize';
import { type Provenance, provenanceSchema } from '../domain/media.ts';

/** Canonical JSON (RFC 8785): equal provenance is equal text. */
export function provenanceText(provenance: Provenance): string {
  return canonicalize(provenanceSchema.parse(provenance))!;
}
