import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cacheDir, root } from './setup/clonePaths.mjs';
import { describeFailure } from './setup/stepReporter.mjs';

/**
 * docs/nodes.md, from the node registry. `--check` writes nothing and ends with 1 when the page is not current.
 * @typedef {{ name: string, label: string, types: string[], required: boolean, multiple: boolean, description: string }} Port
 * @typedef {{ title?: string, description?: string, enum?: unknown[], type?: string | string[], anyOf?: Field[], minimum?: number,
 *   maximum?: number, items?: Field, minItems?: number, maxLength?: number, 'x-unit'?: string, 'x-inherit'?: string }} Field
 * @typedef {{ type: string, version: number, label: string, description: string, category: string, families: string[],
 *   inputs: Port[], outputs: Port[], settingsSchema: { properties?: Record<string, Field> }, defaults: Record<string, unknown>,
 *   contract: { publishes: string, artifactKind: string | null, effect: string }, resource: string, disabled: string | null }} Definition
 */

const target = join(root, 'docs', 'nodes.md');

const INTRO = `# Nodes

Every node type that a workflow can hold. Made from the node registry (\`electron/nodes\`): after a change there, run
\`npm run docs:nodes\`. How to add one: [adding-a-node.md](adding-a-node.md).

A workflow has one family, \`cad_file\` or \`order_line\`, and holds only nodes of it. Outputs connect to inputs of the same
type. A setting that is empty (\`null\`) takes its value from where its line says.
`;

const categories = { input: 'Input', cad: 'CAD', scene: 'Scene', render: 'Render', output: 'Output' };
/** Where an empty setting has its value from. */
const inherited = {
  order: 'as ordered',
  output_type: 'as the output type says',
  template: 'as the template says',
  input: 'as what is connected says',
  built_in: 'the usual',
};
const effects = {
  publish: 'publishes a media asset',
  notify: 'notifies',
  set_thumbnail: 'sets the thumbnail of the product',
};

const code = (/** @type {unknown} */ value) => `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
const cell = (/** @type {string} */ text) => text.replaceAll('|', '\\|');

/** @param {string[]} head @param {string[][]} rows */
function table(head, rows) {
  const line = (/** @type {string[]} */ cells) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** What a setting may be, in words. @param {Field} field @returns {string} */
function valuesOf(field) {
  const unit = field['x-unit'] ? ` ${field['x-unit']}` : '';
  const option = field.anyOf?.find(({ type }) => type !== 'null');
  if (option) return `${valuesOf(option)}${unit}`;
  if (field.enum) return field.enum.map(code).join(', ');
  const types = [field.type].flat();
  if (types.includes('boolean')) return 'yes or no';
  if (types.includes('array')) return `list of ${valuesOf(field.items ?? {})}`;
  if (types.includes('string')) return 'text';
  return `${field.minimum ?? '…'} to ${field.maximum ?? '…'}${unit}`;
}

/** @param {Field} field @param {unknown} value */
function defaultOf(field, value) {
  const from = field['x-inherit'];
  return value === null ? (from ? (inherited[from] ?? from) : 'none') : code(value);
}

/** @param {string} title @param {Port[]} ports */
function portTable(title, ports) {
  if (ports.length === 0) return [];
  const need = (/** @type {Port} */ port) =>
    `${port.required ? 'required' : 'optional'}${port.multiple ? ', several' : ''}`;
  const rows = ports.map((port) => {
    const cells = [code(port.name), port.types.map(code).join(', '), port.description];
    return title === 'Input' ? [...cells.slice(0, 2), need(port), ...cells.slice(2)] : cells;
  });
  return [table(title === 'Input' ? [title, 'Type', 'Needed', ''] : [title, 'Type', ''], rows)];
}

/** @param {Definition} definition */
function settingsTable({ settingsSchema, defaults }) {
  const fields = Object.entries(settingsSchema.properties ?? {});
  if (fields.length === 0) return ['No settings.'];
  const rows = fields.map(([name, field]) => [
    code(name),
    valuesOf(field),
    defaultOf(field, defaults[name]),
    field.description ?? '',
  ]);
  return [table(['Setting', 'Values', 'Default', ''], rows)];
}

/** @param {Definition} definition */
function facts({ version, families, resource, contract, disabled }) {
  const { publishes, artifactKind, effect } = contract;
  const when = publishes === 'unless_saved' ? ' when no Save output follows' : '';
  const what = artifactKind ? ` (${code(artifactKind)})` : '';
  return [
    `- Families: ${families.map(code).join(', ')}. Version ${version}.`,
    ...(resource === 'blender' ? ['- Works in Blender.'] : []),
    ...(effect === 'none' ? [] : [`- In an authoritative run it ${effects[effect] ?? effect}${what}${when}.`]),
    ...(disabled === null ? [] : [`- Cannot be run: ${disabled}`]),
  ].join('\n');
}

/** @param {Definition} definition */
function section(definition) {
  return [
    `### ${definition.label}: ${code(definition.type)}`,
    definition.description,
    facts(definition),
    ...portTable('Input', definition.inputs),
    ...portTable('Output', definition.outputs),
    ...settingsTable(definition),
  ];
}

/** The page, before formatting. @param {Definition[]} definitions */
export function nodePage(definitions) {
  const parts = Object.entries(categories).flatMap(([category, title]) => {
    const own = definitions.filter((definition) => definition.category === category);
    return own.length === 0 ? [] : [`## ${title}`, ...own.flatMap(section)];
  });
  return `${[INTRO.trimEnd(), ...parts].join('\n\n')}\n`;
}

/** @returns {Promise<Definition[]>} what the registry of the sources holds */
async function readRegistry() {
  const { build } = await import('vite');
  const outDir = join(cacheDir, 'node-docs');
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: join(root, 'electron', 'nodes', 'registry.ts'),
      outDir,
      emptyOutDir: true,
      target: 'node20',
      copyPublicDir: false,
      rolldownOptions: {
        external: [/^node:/, /^[a-z@]/],
        output: { format: 'es', entryFileNames: 'registry.mjs', codeSplitting: false },
      },
    },
  });
  const { createNodeRegistry } = await import(pathToFileURL(join(outDir, 'registry.mjs')).href);
  return createNodeRegistry()
    .list()
    .map((/** @type {{ definition: Definition }} */ node) => node.definition);
}

/** @param {string[]} args @returns {Promise<number>} 1: the page is not current */
async function main(args) {
  const { format, resolveConfig } = await import('prettier');
  const page = await format(nodePage(await readRegistry()), { ...(await resolveConfig(target)), filepath: target });
  const current = existsSync(target) && readFileSync(target, 'utf8') === page;
  if (args.includes('--check')) {
    process.stdout.write(
      current ? 'docs/nodes.md is current.\n' : 'docs/nodes.md is not current: npm run docs:nodes\n',
    );
    return current ? 0 : 1;
  }
  if (!current) writeFileSync(target, page);
  process.stdout.write(current ? 'docs/nodes.md was current.\n' : 'docs/nodes.md is written.\n');
  return 0;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    process.exitCode = await main(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(describeFailure(error));
    process.exitCode = 1;
  }
}
