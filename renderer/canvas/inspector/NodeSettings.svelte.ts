import type { NodeDefinition } from '../../../shared/domain/nodeDefinition.ts';
import type { WorkflowNode } from '../../../shared/domain/workflow.ts';
import { cameraOf } from '../../../shared/templates/cameraOf.ts';
import { toErrorValue } from '../../../shared/errors/appError.ts';
import type { Canvas } from '../canvas.ts';
import type { Edit } from '../document/edit.ts';
import { resetSetting } from '../document/edits/resetSetting.ts';
import { setSetting } from '../document/edits/setSetting.ts';
import { type Inherited, inheritedValue } from './inheritedValue.ts';
import { type FieldGroup, fieldsOfRow, type SettingField, type SettingValue } from '../settings/settingField.ts';
import { settingFields } from '../settings/settingFields.ts';
import { costly, renderTimeWords } from './renderTimeWords.ts';
import { settingHelp } from './settingHelp.ts';
import { type FieldProblem, type SettingProblems, settingProblems } from './settingProblems.ts';
import { type NodeSurroundings, templateInForce } from './templateInForce.ts';
import { type SettingLibrary, valueWords } from '../words/valueWords.ts';

/** A setting as its control shows it. */
export interface SettingView {
  readonly field: SettingField;
  /** What is in force: what is set, else what is inherited, else the default. undefined = not known. */
  readonly value: SettingValue | undefined;
  /** Nothing is set here: the value comes from elsewhere. null = something is set, or it never inherits. */
  readonly inherited: Inherited | null;
  /** The inherited value by its name, else where it comes from. */
  readonly placeholder: string;
  /** Differs from the default. */
  readonly changed: boolean;
  readonly help: string;
  readonly problems: readonly FieldProblem[];
}

/** The settings of one node: what they are, and how they are changed. All properties are reactive. */
export class NodeSettings {
  readonly #canvas: Canvas;
  /** Kept for who reads while the node is being removed. */
  readonly #opened: WorkflowNode;

  constructor(canvas: Canvas, node: WorkflowNode) {
    this.#canvas = canvas;
    this.#opened = node;
  }

  readonly node: WorkflowNode = $derived.by(
    () => this.#canvas.editor.config.nodes.find(({ id }) => id === this.#opened.id) ?? this.#opened,
  );
  /** null = this application has no such type. */
  readonly definition: NodeDefinition | null = $derived.by(() => this.#canvas.editor.catalogue.get(this.#opened.type));
  readonly groups: readonly FieldGroup[] = $derived(this.definition ? settingFields(this.definition) : []);
  readonly fields: readonly SettingField[] = $derived(this.groups.flatMap(({ rows }) => rows.flatMap(fieldsOfRow)));
  readonly problems: SettingProblems = $derived.by(() =>
    settingProblems(
      this.#canvas.checks.problems,
      this.node,
      this.fields.map(({ name }) => name),
    ),
  );
  readonly #surroundings: NodeSurroundings = $derived.by(() => ({
    config: this.#canvas.editor.config,
    catalogue: this.#canvas.editor.catalogue,
    node: this.node,
    outputType: this.#canvas.target.outputType,
    templates: this.#canvas.library.templates,
  }));
  readonly library: SettingLibrary = $derived.by(() => ({
    materials: this.#canvas.library.materials,
    templates: this.#canvas.library.templates,
    template: templateInForce(this.#surroundings),
  }));
  /** Settings that the type does not have, or all of a type that is not known. */
  readonly unknown: readonly string[] = $derived(
    Object.keys(this.node.settings).filter((name) => !this.fields.some((field) => field.name === name)),
  );
  readonly changed: readonly SettingField[] = $derived(this.fields.filter((field) => this.#isChanged(field)));

  view(field: SettingField): SettingView {
    const set = this.node.settings[field.name];
    const source = inheritedValue(field, this.#surroundings);
    const inherits = source !== null && (set === undefined || set === null);
    const value = this.#inForce(field, source);
    const known = source?.value === undefined ? null : valueWords(field, source.value, this.library);
    return {
      ...{ field, value, inherited: inherits ? source : null, changed: this.#isChanged(field) },
      placeholder: source === null ? '' : (known ?? source.words),
      help: [settingHelp(field, source, this.library), this.#cost(field) ?? ''].join(' ').trim(),
      problems: this.#problemsOf(field, set),
    };
  }

  /** undefined takes the setting back. Changes with the same `gesture` are one step of undo. */
  set(field: SettingField, value: SettingValue | undefined, gesture?: string): void {
    const { id } = this.#opened;
    const edit = value === undefined ? resetSetting(id, field.name) : setSetting(id, field.name, value);
    this.#canvas.editor.apply(gesture === undefined ? edit : { ...edit, merge: `${id} ${field.name} ${gesture}` });
  }

  /** Takes settings back, as one step of undo. */
  reset(names: readonly string[], label?: string): void {
    const edits = names.map((name) => resetSetting(this.#opened.id, name));
    const [first] = edits;
    if (!first) return;
    const change: Edit['change'] = (draft) => {
      for (const edit of edits) edit.change(draft);
    };
    this.#canvas.editor.apply({ label: label ?? first.label, change });
  }

  #inForce(field: SettingField, source: Inherited | null): SettingValue | undefined {
    const set = this.node.settings[field.name] ?? null;
    return set === null && source !== null ? source.value : (set ?? field.default);
  }

  #cost({ name }: SettingField): string | null {
    if (!costly.has(name)) return null;
    const valueOf = (other: string): SettingValue | undefined => {
      const field = this.fields.find((one) => one.name === other);
      return field && this.#inForce(field, inheritedValue(field, this.#surroundings));
    };
    return renderTimeWords({
      ...{ nodeType: this.node.type, names: this.fields.map((field) => field.name), valueOf },
      ...{ outputType: this.#canvas.target.outputType, times: this.#canvas.renderTimes },
    });
  }

  #isChanged({ name, default: usual }: SettingField): boolean {
    const set = this.node.settings[name];
    return set !== undefined && JSON.stringify(set) !== JSON.stringify(usual);
  }

  #problemsOf(field: SettingField, set: SettingValue | undefined): readonly FieldProblem[] {
    const found = this.problems.ofSetting.get(field.name) ?? [];
    if (found.length > 0 || typeof set !== 'string') return found;
    const text = this.#nameProblem(field, set);
    return text === null ? [] : [{ severity: 'error', text }];
  }

  /** Preflight would find it; here it is said at once. */
  #nameProblem({ kind }: SettingField, value: string): string | null {
    const { materials, templates, template } = this.library;
    const missing = (list: readonly { id: string }[]): boolean =>
      list.length > 0 && !list.some(({ id }) => id === value);
    if (kind === 'material' && missing(materials)) return `‘${value}’ is not in the library. Choose another material.`;
    if (kind === 'template' && missing(templates)) return `‘${value}’ is not in the library. Choose another template.`;
    if (kind !== 'camera' || template === null) return null;
    try {
      cameraOf(template, value);
      return null;
    } catch (thrown) {
      const { message, remedy } = toErrorValue(thrown);
      return `${message} ${remedy ?? ''}`.trim();
    }
  }
}
