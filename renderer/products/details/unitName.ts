/** Units that CAD systems write, by their length in metres. */
const NAMES: ReadonlyArray<readonly [number, string]> = [
  [1e-6, 'micrometre'],
  [0.001, 'millimetre'],
  [0.01, 'centimetre'],
  [0.0254, 'inch'],
  [0.3048, 'foot'],
  [1, 'metre'],
];

/** `millimetre` for 0.001; a length without a name is told in metres. */
export function unitName(unitsToMetres: number): string {
  const known = NAMES.find(([metres]) => Math.abs(metres - unitsToMetres) <= metres * 1e-6);
  return known ? known[1] : `${unitsToMetres} m`;
}
