/** 4 x 4, column-major: element (row r, column c) is at c * 4 + r. Points are columns: p' = M p. */
export type Matrix = readonly number[];

export const identityMatrix: Matrix = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];

/** a b: what b does first and a second. */
export function multiply(a: Matrix, b: Matrix): Matrix {
  const out = new Array<number>(16).fill(0);
  for (let column = 0; column < 4; column++) {
    for (let row = 0; row < 4; row++) {
      let sum = 0;
      for (let k = 0; k < 4; k++) sum += at(a, row, k) * at(b, k, column);
      out[column * 4 + row] = sum;
    }
  }
  return out;
}

export function transformPoint(matrix: Matrix, x: number, y: number, z: number): [number, number, number] {
  const axis = (row: number): number =>
    at(matrix, row, 0) * x + at(matrix, row, 1) * y + at(matrix, row, 2) * z + at(matrix, row, 3);
  return [axis(0), axis(1), axis(2)];
}

/** The same motion with its translation in other units. */
export function scaleTranslation(matrix: Matrix, factor: number): Matrix {
  return matrix.map((value, index) => (index >= 12 && index < 15 ? value * factor : value));
}

export function at(matrix: Matrix, row: number, column: number): number {
  const value = matrix[column * 4 + row];
  if (value === undefined) throw new RangeError(`A 4 x 4 matrix has no element (${row}, ${column}).`);
  return value;
}
