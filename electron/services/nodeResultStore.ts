import { stat } from 'node:fs/promises';
import canonicalize from 'canonicalize';
import { z } from 'zod';
import { portTypeSchema } from '../../shared/domain/portType.ts';
import type { PortType } from '../../shared/domain/portType.ts';
import type { ArtifactStore } from '../media/artifactStore.ts';
import type { NodeResultRecord, NodeResultRepository } from '../persistence/repositories/nodeResultRepository.ts';
import type { Clock } from '../runtime/contracts/dispatch.ts';
import type { NodeResult, NodeResultStore, ResultParts } from '../runtime/contracts/engine.ts';
import { type PortData, type PortValue, portData } from '../runtime/contracts/portValues.ts';
import type { GroupCommit } from './groupCommit.ts';
import { median } from './median.ts';
import { isQuickHistory } from './quickHistory.ts';

/** Results that an estimate rests on. */
const HISTORY = 5;
/** So far back one looks for them among those of other workflows, where quick previews and runs are mixed. */
const OTHERS = 50;
/** So far back one looks for the same node in other workflows, to say what is different from there. */
const COUNTERPARTS = 20;

const partsSchema: z.ZodType<ResultParts> = z.object({
  nodeType: z.string(),
  version: z.number(),
  settings: z.record(z.string(), z.unknown()),
  inputs: z.record(z.string(), z.array(z.string())),
  facets: z.record(z.string(), z.unknown()),
  blender: z.string().nullable(),
});

const keptFileSchema = z.object({
  name: z.string(),
  extension: z.string(),
  sha256: z.string(),
  bytes: z.number().int(),
});
type KeptFile = z.infer<typeof keptFileSchema>;

/** A value without places: where its files lie follows from what they hold. */
const keptOutputsSchema = z.record(
  z.string(),
  z.object({ type: portTypeSchema, data: z.unknown(), files: z.array(keptFileSchema) }),
);
type KeptOutputs = z.infer<typeof keptOutputsSchema>;

interface NodeResultTools {
  readonly repository: NodeResultRepository;
  readonly artifacts: ArtifactStore;
  readonly commit: GroupCommit;
  readonly clock: Clock;
}

/** Outputs of nodes between runs: rows in SQLite, their files in the artifact store. Survives a restart. */
export function createNodeResultStore({ repository, artifacts, commit, clock }: NodeResultTools): NodeResultStore {
  const isSound = createFileCheck(artifacts);

  return {
    async find(key) {
      const record = repository.get(key);
      const result = record && readResult(record, artifacts);
      if (!result) return null;
      for (const { files } of Object.values(result.outputs)) {
        for (const file of files) if (!(await isSound(file))) return { damaged: `${file.name}.${file.extension}` };
      }
      return { result };
    },
    previous(parts, { workflowId, nodeId }) {
      const last = repository.lastParts(workflowId, nodeId);
      if (last) return readParts(last.parts);
      const inputs = canonicalize(parts.inputs);
      return (
        repository
          .recentParts(nodeId, parts.nodeType, COUNTERPARTS)
          .filter((other) => isQuickHistory(other.workflowId) === isQuickHistory(workflowId))
          .map((other) => readParts(other.parts))
          .find((other) => other !== null && canonicalize(other.inputs) === inputs) ?? null
      );
    },
    expectedSeconds(workflowId, nodeId, nodeType) {
      const own = repository.recentSecondsOfNode(workflowId, nodeId, HISTORY);
      if (own.length > 0) return median(own);
      const ofKind = repository
        .recentSecondsOfType(nodeType, OTHERS)
        .filter((other) => isQuickHistory(other.workflowId) === isQuickHistory(workflowId));
      return median(ofKind.slice(0, HISTORY).map(({ seconds }) => seconds));
    },
    async keep({ key, parts, outputs, durationSeconds }, of) {
      const at = clock().toISOString();
      const record: NodeResultRecord = {
        ...{ key, nodeType: parts.nodeType, ...of, parts, outputs: withoutPlaces(outputs) },
        ...{ durationSeconds, createdAt: at, usedAt: at },
      };
      await commit.add(() => repository.keep(record));
    },
    used(key, of) {
      const at = clock().toISOString();
      commit.addLazily(() => repository.use(key, of, at));
    },
  };
}

function withoutPlaces(outputs: NodeResult['outputs']): KeptOutputs {
  return Object.fromEntries(
    Object.entries(outputs).map(([port, { type, data, files }]) => [
      port,
      { type, data, files: files.map(({ name, extension, sha256, bytes }) => ({ name, extension, sha256, bytes })) },
    ]),
  );
}

const readParts = (parts: unknown): ResultParts | null => partsSchema.safeParse(parts).data ?? null;

/** null = written by a version that had other types: as good as never made. */
function readResult(record: NodeResultRecord, artifacts: ArtifactStore): NodeResult | null {
  const parts = readParts(record.parts);
  const kept = keptOutputsSchema.safeParse(record.outputs);
  if (!parts || !kept.success) return null;
  const outputs: Record<string, PortValue> = {};
  for (const [port, { type, data, files }] of Object.entries(kept.data)) {
    const value = readValue(type, data, files, artifacts);
    if (!value) return null;
    outputs[port] = value;
  }
  return { key: record.key, parts, outputs, durationSeconds: record.durationSeconds };
}

function readValue<T extends PortType>(
  type: T,
  data: unknown,
  files: readonly KeptFile[],
  artifacts: ArtifactStore,
): PortValue<T> | null {
  const parsed = portData[type].safeParse(data);
  if (!parsed.success) return null;
  const placed = files.map((file) => ({ ...file, path: artifacts.locate(file.sha256, file.extension).path }));
  return { type, data: parsed.data as PortData<T>, files: placed };
}

/**
 * Whether a kept file is what its name says. It is read once, then only looked at: as long as its size and its time of
 * change stay the same, so does the answer. A file that was found damaged is read again every time: it may be restored.
 */
function createFileCheck(artifacts: ArtifactStore): (file: KeptFile) => Promise<boolean> {
  const sound = new Map<string, string>();
  return async ({ sha256, extension, bytes }) => {
    const { path } = artifacts.locate(sha256, extension);
    const found = await stat(path).catch(() => null);
    if (found?.size !== bytes) return false;
    const state = `${found.mtimeMs} ${found.size}`;
    if (sound.get(path) === state) return true;
    if (!(await artifacts.verify(sha256, extension))) return false;
    sound.set(path, state);
    return true;
  };
}
