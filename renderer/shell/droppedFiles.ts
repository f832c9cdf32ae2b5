const stepEnding = /\.(step|stp|p21)$/i;
const blendEnding = /\.blend$/i;

interface Named {
  readonly name: string;
}

/** What a drop of these files would do, by their endings. */
export function sortDropped<File extends Named>(
  files: readonly File[],
): { step: File[]; blend: File[]; refused: File[] } {
  return {
    step: files.filter((file) => stepEnding.test(file.name)),
    blend: files.filter((file) => blendEnding.test(file.name)),
    refused: files.filter((file) => !stepEnding.test(file.name) && !blendEnding.test(file.name)),
  };
}

/**
 * While files hover, their names are not known, only their number and types: STEP and .blend files have no type, or one
 * of these; everything else is known to be refused.
 */
export function dropWords(types: readonly string[]): { takes: boolean; text: string } {
  const unknown = types.filter((type) => type === '' || /step|stp|octet-stream|blend|plain/i.test(type));
  if (unknown.length === 0) {
    return { takes: false, text: 'HartOMat takes STEP files (.step, .stp) and Blender templates (.blend).' };
  }
  const count = unknown.length;
  return {
    takes: true,
    text: `Import ${count === 1 ? '1 STEP file as a product' : `${count} STEP files as products`}`,
  };
}

/** Why files were left out, with what would have been taken. */
export function refusedWords(files: readonly Named[]): string {
  const names = files.slice(0, 3).map((file) => `‘${file.name}’`);
  const more = files.length > 3 ? ` and ${files.length - 3} more` : '';
  const verb = files.length === 1 ? 'is not a STEP file' : 'are not STEP files';
  return `${names.join(', ')}${more} ${verb}. Drop .step or .stp files to import products, or a .blend to add a template.`;
}
