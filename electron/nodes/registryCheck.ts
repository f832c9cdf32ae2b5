import { z } from 'zod';
import { nodeDefinitionSchema, type NodePort } from '../../shared/domain/nodeDefinition.ts';
import { AppError } from '../../shared/errors/appError.ts';
import type { NodeSpec } from '../runtime/contracts/node.ts';
import type { NodeFolder, NodeFolders } from './nodeFolders.ts';
import { toDefinition } from './toDefinition.ts';

/** Every field must say of itself what a form shows. */
const fieldSchema = z.looseObject({ title: z.string().min(1), description: z.string().min(1) });

/**
 * Refuses a set of node folders that is not sound, with everything that is wrong in one message.
 * @throws AppError `node.registry_invalid`
 */
export function registryCheck(folders: NodeFolders): void {
  const faults = [
    ...Object.entries(folders).flatMap(([name, folder]) =>
      folderFaults(name, folder).map((text) => `${name}: ${text}`),
    ),
    ...duplicateTypes(folders),
  ];
  if (faults.length === 0) return;
  const count = faults.length === 1 ? 'one fault' : `${faults.length} faults`;
  throw new AppError('node.registry_invalid', `The node registry has ${count}.\n${faults.join('\n')}`, {
    details: { faults },
  });
}

function folderFaults(name: string, folder: NodeFolder): string[] {
  const { definition } = folder;
  if (!definition) return ['There is no definition.ts that exports `definition`.'];
  return [
    ...(definition.type === name ? [] : [`Its type is '${definition.type}', which is not the name of its folder.`]),
    ...executorFaults(definition, folder),
    ...settingsFaults(definition),
    ...portFaults('input', definition.inputs),
    ...portFaults('output', definition.outputs),
    ...contractFaults(definition, folder),
    ...shapeFaults(definition),
  ];
}

function executorFaults({ disabled }: NodeSpec, { execute }: NodeFolder): string[] {
  if (disabled !== null) return disabled.trim() === '' ? ['It is disabled without a reason.'] : [];
  return execute ? [] : ['There is no execute.ts that exports `execute`, and it is not disabled with a reason.'];
}

function settingsFaults({ settings }: NodeSpec): string[] {
  const empty = settings.safeParse({});
  // A default is taken as it is: only what comes out of it, put in again, shows whether it keeps its own limits.
  const checked = empty.success ? settings.safeParse(empty.data) : empty;
  const faults = (checked.error?.issues ?? []).map(
    (issue) => `The default of the setting '${issue.path.join('.')}' is not valid: ${issue.message}.`,
  );
  const stranger = 'a setting that nobody has';
  if (
    !settings.safeParse({ ...empty.data, [stranger]: 1 }).error?.issues.some(({ code }) => code === 'unrecognized_keys')
  )
    faults.push('Its settings take unknown fields: use z.strictObject.');
  for (const [field, schema] of Object.entries(settings.shape)) {
    for (const issue of fieldSchema.safeParse((schema as z.ZodType).meta() ?? {}).error?.issues ?? []) {
      faults.push(`The setting '${field}' has no ${issue.path.join('.')}.`);
    }
  }
  return faults;
}

function portFaults(side: 'input' | 'output', ports: readonly NodePort[]): string[] {
  const names = ports.map((port) => port.name);
  const twice = [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
  const faults = twice.map((name) => `The ${side} '${name}' is declared twice.`);
  if (side === 'input') return faults;
  const vague = ports.filter((port) => port.types.length !== 1 || port.multiple);
  return [...faults, ...vague.map((port) => `The output '${port.name}' must give one value of one type.`)];
}

function contractFaults({ contract }: NodeSpec, { effect }: NodeFolder): string[] {
  const faults: string[] = [];
  if (contract.publishes !== 'never' && contract.effect !== 'publish')
    faults.push(`It publishes (${contract.publishes}), but its effect is '${contract.effect}'.`);
  if (contract.publishes === 'never' && contract.effect === 'publish')
    faults.push("Its effect is 'publish', but it never publishes.");
  // Behind a node that publishes unless saved, a save node is put: that one publishes.
  const byItself = contract.effect !== 'none' && contract.publishes !== 'unless_saved';
  if (byItself && !effect) faults.push(`Its effect is '${contract.effect}', but execute.ts exports no \`effect\`.`);
  if (!byItself && effect) faults.push('execute.ts exports an `effect` that its contract leaves nothing to do for.');
  return faults;
}

/** Whatever a reader of definitions would stumble over. */
function shapeFaults(spec: NodeSpec): string[] {
  // Then settingsFaults has said it.
  if (!spec.settings.safeParse({}).success) return [];
  try {
    const { error } = nodeDefinitionSchema.safeParse(toDefinition(spec));
    return (error?.issues ?? []).map((issue) => `Its ${issue.path.join('.')} is not valid: ${issue.message}.`);
  } catch (thrown) {
    return [`Its settings cannot be described as JSON Schema: ${thrown instanceof Error ? thrown.message : 'why?'}`];
  }
}

function duplicateTypes(folders: NodeFolders): string[] {
  const byType = new Map<string, string[]>();
  for (const [name, { definition }] of Object.entries(folders)) {
    if (definition) byType.set(definition.type, [...(byType.get(definition.type) ?? []), name]);
  }
  return [...byType].flatMap(([type, names]) =>
    names.length > 1 ? [`The type '${type}' is defined in several folders: ${names.join(', ')}.`] : [],
  );
}
