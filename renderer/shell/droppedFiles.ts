const stepEnding = /\.(step|stp|p21)$/i;
const blendEnding = /\.blend$/i;
const workflowEnding = /\.json$/i;
const deliveredEnding = /\.(png|jpe?g|webp|mp4|webm)$/i;

interface Named {
  readonly name: string;
}

interface Sorted<File> {
  step: File[];
  /** Delivered by a workflow, or a template to be. */
  blend: File[];
  /** Workflow files, and pictures and videos that carry the workflow which made them. */
  workflow: File[];
  refused: File[];
}

/** What a drop of these files would do, by their endings. */
export function sortDropped<File extends Named>(files: readonly File[]): Sorted<File> {
  const sorted: Sorted<File> = { step: [], blend: [], workflow: [], refused: [] };
  for (const file of files) {
    if (stepEnding.test(file.name)) sorted.step.push(file);
    else if (blendEnding.test(file.name)) sorted.blend.push(file);
    else if (workflowEnding.test(file.name) || deliveredEnding.test(file.name)) sorted.workflow.push(file);
    else sorted.refused.push(file);
  }
  return sorted;
}

const counted = (count: number, one: string, many: string): string => (count === 1 ? `1 ${one}` : `${count} ${many}`);

/**
 * While files hover, their names are not known, only their number and types: STEP and .blend files have no type, or one
 * of these; workflows, pictures and videos have theirs; everything else is known to be refused.
 */
export function dropWords(types: readonly string[]): { takes: boolean; text: string } {
  const count = (test: RegExp): number => types.filter((type) => test.test(type)).length;
  const step = count(/^$|step|stp|octet-stream|blend|plain/i);
  const workflow = count(/json/i);
  const delivered = count(/^(image\/(png|jpeg|webp)|video\/(mp4|webm))$/i);
  const parts = [
    ...(step > 0 ? [`Import ${step === 1 ? '1 STEP file as a product' : `${step} STEP files as products`}`] : []),
    ...(workflow > 0 ? [`Import ${counted(workflow, 'workflow', 'workflows')}`] : []),
    ...(delivered > 0
      ? [`Open the workflow that made ${delivered === 1 ? 'this file' : `these ${delivered} files`}`]
      : []),
  ].map((text, index) => (index === 0 ? text : `${text[0]?.toLowerCase()}${text.slice(1)}`));
  if (parts.length > 0) return { takes: true, text: parts.join(', ') };
  return {
    takes: false,
    text: 'HartOMat takes STEP files, workflows (.json), Blender templates, and pictures and videos that it has delivered.',
  };
}

/** Why files were left out, with what would have been taken. */
export function refusedWords(files: readonly Named[]): string {
  const names = files.slice(0, 3).map((file) => `‘${file.name}’`);
  const more = files.length > 3 ? ` and ${files.length - 3} more` : '';
  const verb = files.length === 1 ? 'is not a file' : 'are not files';
  const taken =
    'Drop .step or .stp files to import products, .json to import workflows, a .blend to add a template, or what HartOMat has delivered to get its workflow back.';
  return `${names.join(', ')}${more} ${verb} that HartOMat reads. ${taken}`;
}
