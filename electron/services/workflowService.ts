import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { NodeDefinition } from '../../shared/domain/nodeDefinition.ts';
import type { RenderTime } from '../../shared/domain/renderTime.ts';
import type {
  MigrationReport,
  WorkflowConfig,
  WorkflowDetail,
  WorkflowRevision,
  WorkflowSummary,
} from '../../shared/domain/workflow.ts';
import type { WorkflowCheck, WorkflowProblem } from '../../shared/domain/workflowProblem.ts';
import { AppError } from '../../shared/errors/appError.ts';
import { canonicalWorkflow } from '../../shared/graph/canonicalWorkflow.ts';
import { familyProblems } from '../../shared/graph/familyProblems.ts';
import { isRecord } from '../../shared/graph/isRecord.ts';
import { migrateWorkflow } from '../../shared/graph/migrateWorkflow.ts';
import { parseWorkflow } from '../../shared/graph/parseWorkflow.ts';
import type { NewWorkflowRevision, WorkflowRevisionRecord } from '../persistence/repositories/workflowRepository.ts';
import type { RunWorkflow } from '../runtime/contracts/runWorkflow.ts';
import { type CheckRequest, type CheckTools, checkWorkflow } from './checkWorkflow.ts';
import { malformedWorkflow } from './malformedWorkflow.ts';
import { readDeliveredWorkflow, readWorkflowFile } from './readWorkflowFile.ts';
import { readPresets } from './readPresets.ts';
import { renderTimes } from './renderTimes.ts';
import { type ServiceContext, timestamp } from './serviceContext.ts';

interface WorkflowSave {
  /** null = a new workflow. */
  readonly id: string | null;
  readonly config: unknown;
  /** The revision that the change was made on; of no meaning for a new workflow. */
  readonly baseRevision: number;
  readonly note: string;
}

interface Migrated {
  readonly config: WorkflowConfig;
  readonly report: MigrationReport;
  /** What a person should look at. */
  readonly warnings: WorkflowProblem[];
}

/** Workflows and their revisions. Every method that names a workflow throws AppError `workflow.unknown`. */
export interface WorkflowService {
  /** Every node type of this build, sorted for a palette. */
  catalogue(): NodeDefinition[];
  /** What its node types that render have taken here. */
  renderTimes(): RenderTime[];
  list(): WorkflowSummary[];
  /** `revision` null = the latest. */
  get(id: string, revision: number | null): WorkflowDetail;
  /** By id, else by name, where case does not count. */
  byNameOrId(text: string): WorkflowSummary;
  /** Of a removed one too; null = there never was one. */
  nameOf(id: string): string | null;
  /** Newest first. */
  revisions(id: string): WorkflowRevision[];
  /**
   * A new revision; none when nothing has changed. Takes the canonical schema only, and a graph that cannot be
   * dispatched yet, as long as all of its nodes are of its family.
   * @throws AppError `workflow.malformed` (details.problems), `workflow.conflict` (details.latest, details.base),
   * `workflow.name_taken`
   */
  save(save: WorkflowSave): WorkflowDetail;
  /** Hides it; runs that were ordered with it keep their revision. */
  remove(id: string): void;
  /** Any generation -> canonical. Saves nothing. @throws AppError `workflow.malformed` */
  migrate(document: unknown): Migrated;
  /** @throws AppError `product.unknown`, `output_type.unknown`, `graph.engine_missing` when a plan is asked for */
  check(request: CheckRequest): Promise<WorkflowCheck>;
  /**
   * A workflow file of any generation, or a file that a workflow has made, as a new workflow. `name` null = as the file
   * says, with a number behind it when that is taken.
   * @throws AppError `workflow.malformed`, `workflow.no_provenance`, `workflow.name_taken`, `file.*`
   */
  importFile(path: string, name: string | null): Promise<WorkflowDetail>;
  /** Canonical JSON, byte for byte as it was saved. */
  exportText(id: string, revision: number | null): string;
  /** The same out of a file that the workflow has made. @throws AppError `workflow.no_provenance`, `file.*` */
  exportFromFile(path: string): Promise<string>;
  /** What a run works with. A removed workflow still answers for a named revision. */
  resolve(id: string, revision: number | null): RunWorkflow;
  /** Adds the presets that were never there; what a user has changed or removed stays so. */
  seed(): void;
}

const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex');

function unknownWorkflow(id: string): AppError {
  return new AppError('workflow.unknown', `There is no workflow '${id}'.`, { details: { id } });
}

/** The preset that a document of the two oldest generations names. */
function presetOf(document: unknown, { from }: MigrationReport): string | null {
  const named = from === 'preset' || from === 'preset_with_steps';
  return named && isRecord(document) && typeof document['type'] === 'string' ? document['type'] : null;
}

/** What is stored was canonical when it was saved; a later version of the schema must still read it. */
function stored({ workflowId, number, config }: WorkflowRevisionRecord): WorkflowConfig {
  const parsed = parseWorkflow(JSON.parse(config));
  if (parsed.config) return parsed.config;
  throw malformedWorkflow(`Revision ${number} of workflow ${workflowId}`, parsed.problems);
}

class Workflows implements WorkflowService {
  readonly #context: ServiceContext;
  readonly #tools: CheckTools;

  constructor(context: ServiceContext, tools: CheckTools) {
    this.#context = context;
    this.#tools = tools;
  }

  get #repository() {
    return this.#context.repositories.workflows;
  }

  catalogue(): NodeDefinition[] {
    return [...this.#tools.catalogue.list()];
  }

  renderTimes(): RenderTime[] {
    return renderTimes(this.#context.repositories.nodeResults, this.catalogue());
  }

  list(): WorkflowSummary[] {
    return this.#repository.list();
  }

  get(id: string, revision: number | null): WorkflowDetail {
    const summary = this.#summary(id);
    const record = this.#revision(id, revision ?? summary.revision);
    const { workflowId, number, sha256, note, createdAt, migration } = record;
    const shown = { workflowId, number, sha256, note, createdAt };
    return { ...summary, shown, config: stored(record), migration };
  }

  byNameOrId(text: string): WorkflowSummary {
    const found = this.#repository.get(text) ?? this.#repository.byName(text.trim());
    if (found) return found;
    throw unknownWorkflow(text);
  }

  nameOf(id: string): string | null {
    return this.#repository.nameOf(id);
  }

  revisions(id: string): WorkflowRevision[] {
    this.#summary(id);
    return this.#repository.revisions(id);
  }

  save({ id, config, baseRevision, note }: WorkflowSave): WorkflowDetail {
    const parsed = parseWorkflow(config);
    if (!parsed.config) throw malformedWorkflow('The workflow', parsed.problems);
    this.#demandOneFamily('The workflow', parsed.config);
    const revision = this.#newRevision(parsed.config, { note, migration: null });
    if (id === null)
      return this.#insert({ name: parsed.config.name, preset: null, whenTaken: 'refuse' }, () => revision);
    const changed = this.#context.transaction(() => this.#revise(id, parsed.config.name, baseRevision, revision));
    if (changed) this.#context.events.emit('workflows:changed', { workflowId: id });
    return this.get(id, null);
  }

  remove(id: string): void {
    if (!this.#repository.remove(id, timestamp(this.#context))) throw unknownWorkflow(id);
    this.#context.events.emit('workflows:changed', { workflowId: id });
  }

  migrate(document: unknown): Migrated {
    return this.#migrate('The document', document);
  }

  check(request: CheckRequest): Promise<WorkflowCheck> {
    return checkWorkflow(this.#context, this.#tools, request);
  }

  async importFile(path: string, name: string | null): Promise<WorkflowDetail> {
    const document = await readWorkflowFile(path);
    const { config, report } = this.#migrate(basename(path), document);
    const migration = report.from === 'canonical' ? null : report;
    const note = `Imported from ${basename(path)}.`.slice(0, 500);
    const as = {
      name: name ?? config.name,
      preset: presetOf(document, report),
      whenTaken: name === null ? 'number' : 'refuse',
    } as const;
    return this.#insert(as, (free) => this.#newRevision({ ...config, name: free }, { note, migration }));
  }

  exportText(id: string, revision: number | null): string {
    return this.#revision(id, revision ?? this.#summary(id).revision).config;
  }

  async exportFromFile(path: string): Promise<string> {
    return canonicalWorkflow((await readDeliveredWorkflow(path)).config);
  }

  resolve(id: string, revision: number | null): RunWorkflow {
    const record = this.#revision(id, revision ?? this.#summary(id).revision);
    const config = stored(record);
    return { id, name: config.name, revision: record.number, sha256: record.sha256, config };
  }

  seed(): void {
    const { resources, logger } = this.#context;
    const presets = readPresets(resources, (file, reason) => logger.error(`preset ${file} cannot be used`, reason));
    this.#repository.seedPresets(
      presets.map(({ preset, config }) => ({
        id: `preset-${preset}`,
        preset,
        first: this.#newRevision(config, { note: 'Comes with HartOMat.', migration: null }),
      })),
    );
  }

  #summary(id: string): WorkflowSummary {
    const summary = this.#repository.get(id);
    if (summary) return summary;
    throw unknownWorkflow(id);
  }

  #revision(id: string, number: number): WorkflowRevisionRecord {
    const record = this.#repository.revision(id, number);
    if (record) return record;
    throw new AppError('workflow.unknown', `Workflow '${id}' has no revision ${number}.`, {
      remedy: 'Choose one of its revisions.',
      details: { id, revision: number },
    });
  }

  #newRevision(
    config: WorkflowConfig,
    { note, migration }: Pick<NewWorkflowRevision, 'note' | 'migration'>,
  ): NewWorkflowRevision {
    const text = canonicalWorkflow(config);
    return { config: text, sha256: sha256Of(text), note, migration, createdAt: timestamp(this.#context) };
  }

  #migrate(what: string, document: unknown): Migrated {
    const migrated = migrateWorkflow(document, this.#tools.catalogue);
    if (!migrated.config) throw malformedWorkflow(what, migrated.problems);
    this.#demandOneFamily(what, migrated.config);
    return { config: migrated.config, report: migrated.report, warnings: migrated.problems };
  }

  /** A graph may be unfinished, but not of two families: what belongs to the other one can never be run in it. */
  #demandOneFamily(what: string, config: WorkflowConfig): void {
    const foreign = familyProblems(config, this.#tools.catalogue);
    if (foreign.length > 0) throw malformedWorkflow(what, foreign);
  }

  /** Inside a transaction: nobody else saves meanwhile. @returns false = equal to the latest, nothing was written */
  #revise(id: string, name: string, base: number, revision: NewWorkflowRevision): boolean {
    const latest = this.#summary(id);
    if (this.#revision(id, latest.revision).config === revision.config) return false;
    if (base !== latest.revision) {
      throw new AppError(
        'workflow.conflict',
        `${latest.name} has revision ${latest.revision} meanwhile; this change was made on revision ${base}.`,
        { details: { latest: latest.revision, base } },
      );
    }
    this.#demandFreeName(name, id);
    this.#repository.addRevision(id, base, revision);
    return true;
  }

  #demandFreeName(name: string, id: string | null): void {
    const taken = this.#repository.byName(name);
    if (!taken || taken.id === id) return;
    throw new AppError('workflow.name_taken', `There is a workflow '${taken.name}' already.`, {
      details: { name, workflowId: taken.id },
    });
  }

  /** `name`, or `name (2)` and so on: the first that is free. */
  #freeName(name: string): string {
    let free = name;
    for (let copy = 2; this.#repository.byName(free); copy += 1) free = `${name.slice(0, 110)} (${copy})`;
    return free;
  }

  #insert(
    as: { name: string; preset: string | null; whenTaken: 'number' | 'refuse' },
    revisionOf: (name: string) => NewWorkflowRevision,
  ): WorkflowDetail {
    const id = this.#context.newId();
    this.#context.transaction(() => {
      const name = as.whenTaken === 'number' ? this.#freeName(as.name) : as.name;
      this.#demandFreeName(name, null);
      this.#repository.insert({ id, preset: as.preset, first: revisionOf(name) });
    });
    this.#context.events.emit('workflows:changed', { workflowId: id });
    return this.get(id, null);
  }
}

/** `tools` are what a check needs beyond the database. */
export function createWorkflowService(context: ServiceContext, tools: CheckTools): WorkflowService {
  return new Workflows(context, tools);
}
