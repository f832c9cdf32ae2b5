import type { NodeDefinition } from '../domain/nodeDefinition.ts';

/** What the pure functions of this folder know of node types. The registry of the main process provides it. */
export interface NodeCatalogue {
  get(type: string): NodeDefinition | null;
  list(): readonly NodeDefinition[];
  /** What is wrong with settings of this type; missing ones count as their defaults. `field` is the setting's path. */
  checkSettings(
    type: string,
    settings: Readonly<Record<string, unknown>>,
  ): { field: string; message: string; unknown: boolean }[];
}
