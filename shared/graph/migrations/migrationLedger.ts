import type { MigrationReport, WorkflowNode } from '../../domain/workflow.ts';
import { fieldPath } from '../fieldPath.ts';

export type Json = WorkflowNode['settings'][string];
type Path = readonly (string | number)[];

/** Keeps account of a migration: every value of the source is mapped or kept aside, nothing is lost. */
export interface MigrationLedger {
  /** `to` is where the value went, for people. */
  mapped(path: Path, to: string): void;
  defaulted(path: Path, value: Json): void;
  /** Keeps the value verbatim at the same place under `legacy`. `at` when that place has another name there. */
  keptAside(path: Path, value: Json, reason: string, at?: readonly string[]): void;
  /** Keeps the value verbatim at the end of a list under `legacy`. */
  keptInList(list: string, path: Path, value: Json, reason: string): void;
  readonly report: MigrationReport;
  /** null when everything was mapped. */
  legacy(): Record<string, Json> | null;
}

export function createMigrationLedger(from: MigrationReport['from']): MigrationLedger {
  const report: MigrationReport = { from, mapped: [], defaulted: [], keptAside: [] };
  const remainder = new Remainder();
  return {
    report,
    mapped: (path, to) => report.mapped.push({ path: fieldPath(path), to }),
    defaulted: (path, value) => report.defaulted.push({ path: fieldPath(path), value }),
    keptAside(path, value, reason, at = path.map(String)) {
      report.keptAside.push({ path: fieldPath(path), reason });
      remainder.put(at, value);
    },
    keptInList(list, path, value, reason) {
      report.keptAside.push({ path: fieldPath(path), reason });
      remainder.append(list, value);
    },
    legacy: () => (remainder.isEmpty() ? null : remainder.root),
  };
}

class Remainder {
  readonly root: Record<string, Json> = {};
  /** Objects that were made here, to tell them from values that were kept. */
  readonly #branches = new Map<string, Record<string, Json>>();

  isEmpty(): boolean {
    return Object.keys(this.root).length === 0;
  }

  put(path: readonly string[], value: Json): void {
    this.#branch(path.slice(0, -1))[path.at(-1)!] = value;
  }

  append(list: string, value: Json): void {
    if (Object.hasOwn(this.root, list)) (this.root[list] as Json[]).push(value);
    else this.root[list] = [value];
  }

  #branch(path: readonly string[]): Record<string, Json> {
    if (path.length === 0) return this.root;
    const key = JSON.stringify(path);
    const known = this.#branches.get(key);
    if (known !== undefined) return known;
    const made: Record<string, Json> = {};
    this.#branch(path.slice(0, -1))[path.at(-1)!] = made;
    this.#branches.set(key, made);
    return made;
  }
}
