/// <reference types="vite/types/importMeta.d.ts" />
import type { ExecuteNode, NodeSpec, PerformEffect } from '../runtime/contracts/node.ts';

/** What the files of one folder export. Nothing of it is certain before registryCheck.ts has seen it. */
export interface NodeFolder {
  readonly definition?: NodeSpec;
  readonly execute?: ExecuteNode;
  readonly effect?: PerformEffect;
}

/** By folder name. */
export type NodeFolders = Readonly<Record<string, NodeFolder>>;

const definitions = import.meta.glob<Pick<NodeFolder, 'definition'>>('./*/definition.ts', { eager: true });
const executors = import.meta.glob<Pick<NodeFolder, 'execute' | 'effect'>>('./*/execute.ts', { eager: true });

/** The folders beside this file, as the build found them: a new one needs no entry anywhere. */
export function shippedNodeFolders(): NodeFolders {
  const folders: Record<string, NodeFolder> = {};
  for (const modules of [definitions, executors]) {
    for (const [path, module] of Object.entries(modules)) {
      const name = path.split('/')[1] ?? path;
      folders[name] = { ...folders[name], ...module };
    }
  }
  return folders;
}
