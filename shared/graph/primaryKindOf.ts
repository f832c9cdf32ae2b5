import { type ArtifactKind, artifactKindSchema } from '../domain/outputType.ts';
import type { IndexedNode } from './indexGraph.ts';

/** A setting as the node gets it: what is given, else the default. */
export function settingOf({ node, definition }: IndexedNode, name: string): unknown {
  return Object.hasOwn(node.settings, name) ? node.settings[name] : definition?.defaults[name];
}

/** The kind of artifact that a node publishes: fixed by its type, or as its setting says; null = neither. */
export function primaryKindOf(indexed: IndexedNode): ArtifactKind | null {
  const fixed = indexed.definition?.contract.artifactKind ?? null;
  return fixed ?? artifactKindSchema.safeParse(settingOf(indexed, 'expectedArtifact')).data ?? null;
}
