import type { WorkflowNode } from '../../../shared/domain/workflow.ts';

export type SettingValue = WorkflowNode['settings'][string];

/** What a setting is changed with. */
export type FieldKind =
  | 'number'
  | 'slider'
  | 'segmented'
  | 'choice'
  | 'switch'
  | 'text'
  | 'longText'
  | 'camera'
  | 'template'
  | 'material'
  | 'colour'
  | 'file'
  | 'orderedList'
  | 'patternList';

/** Where the value comes from as long as the setting is null. */
export type InheritSource = 'order' | 'output_type' | 'template' | 'input' | 'built_in';

export interface FieldChoice {
  readonly value: string;
  readonly label: string;
}

/** One setting of a node type, as the inspector shows it. */
export interface SettingField {
  readonly name: string;
  readonly title: string;
  /** What it does, as sentences; '' = the definition does not say. */
  readonly help: string;
  readonly kind: FieldKind;
  /** null is a value of it: inherited, or none. */
  readonly nullable: boolean;
  readonly from: InheritSource | null;
  readonly unit: string | null;
  /** Of numbers; infinite where there is none. */
  readonly min: number;
  readonly max: number;
  readonly integer: boolean;
  /** Of texts; Infinity where there is none. */
  readonly maxLength: number;
  /** Of choices and ordered lists; of a colour the words that may stand for one. */
  readonly choices: readonly FieldChoice[];
  /** Of lists: how many entries there must be. */
  readonly minItems: number;
  /** The control needs the whole width of the panel; its label stands above it. */
  readonly wide: boolean;
  readonly default: SettingValue;
}

/** A line of the form. Width and height of one thing stand beside each other. */
export type FieldRow =
  | { readonly kind: 'field'; readonly field: SettingField }
  | { readonly kind: 'size'; readonly width: SettingField; readonly height: SettingField };

export interface FieldGroup {
  readonly name: string;
  readonly rows: readonly FieldRow[];
}

export function fieldsOfRow(row: FieldRow): readonly SettingField[] {
  return row.kind === 'field' ? [row.field] : [row.width, row.height];
}
