import type { WorkflowNode } from '../../../shared/domain/workflow.ts';
import type { WorkflowProblem } from '../../../shared/domain/workflowProblem.ts';
import { nodeName } from '../../../shared/graph/nodeName.ts';
import { settingOfPath } from '../settings/settingOfPath.ts';
import { capital } from '../words/problemWords.ts';

export interface FieldProblem {
  readonly severity: WorkflowProblem['severity'];
  readonly text: string;
}

export interface SettingProblems {
  /** By the name of the setting, errors first. */
  readonly ofSetting: ReadonlyMap<string, readonly FieldProblem[]>;
  /** Of the node as a whole: its inputs, its type, what it publishes. */
  readonly ofNode: readonly WorkflowProblem[];
}

/** Sorts what was found about a node to the settings that it is about. */
export function settingProblems(
  problems: readonly WorkflowProblem[],
  node: WorkflowNode,
  known: Iterable<string>,
): SettingProblems {
  const names = new Set([...known, ...Object.keys(node.settings)]);
  const ofSetting = new Map<string, FieldProblem[]>();
  const ofNode: WorkflowProblem[] = [];
  const errorsFirst = [...problems].sort((a, b) => Number(a.severity !== 'error') - Number(b.severity !== 'error'));
  for (const problem of errorsFirst.filter(({ nodeId }) => nodeId === node.id)) {
    const name = settingOf(problem);
    if (name === null || !names.has(name)) {
      ofNode.push(problem);
      continue;
    }
    const list = ofSetting.get(name) ?? [];
    list.push({ severity: problem.severity, text: textAtField(problem, node) });
    ofSetting.set(name, list);
  }
  return { ofSetting, ofNode };
}

/** Paths of nodes and edges (`type`, `source.port`) are none of a setting, even where one has the same name. */
function settingOf({ code, field }: WorkflowProblem): string | null {
  if (field === null || /^(node|edge|input|config)\./.test(code)) return null;
  return settingOfPath(field);
}

/** Which node it is needs no saying at its field; neither does that the field can be corrected or reset. */
function textAtField({ code, message, remedy }: WorkflowProblem, node: WorkflowNode): string {
  const prefix = `${nodeName(node)}: `;
  const text = capital(message.startsWith(prefix) ? message.slice(prefix.length) : message);
  return code === 'settings.invalid' ? text : `${text} ${remedy}`;
}
