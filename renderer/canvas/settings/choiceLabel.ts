/** Where capitals or another word are needed; everything else is written out of its value. */
const labels: Readonly<Record<string, string>> = {
  ...{ cycles: 'Cycles', eevee: 'EEVEE', cpu: 'CPU', gpu: 'GPU' },
  ...{ mp4: 'MP4', webm: 'WebM', gif: 'GIF', png: 'PNG', jpg: 'JPEG', webp: 'WebP', exr: 'EXR' },
  ...{ blend: '.blend', glb: 'GLB', stl: 'STL' },
  ...{ rules: 'Material map', cad_colour: 'CAD colour' },
};

/** One of the values of a setting as people read it: `fill_missing` -> `Fill missing`. */
export function choiceLabel(value: string): string {
  const known = labels[value];
  if (known !== undefined) return known;
  const words = value.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
