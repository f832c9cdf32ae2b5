import { isUtf8 } from 'node:buffer';
import { AppError } from '../../shared/errors/appError.ts';
import { scanStep, type StepScan, type StepStatement } from './scanStep.ts';
import { findStepCycle } from './stepCycle.ts';
import { stepUnitsToMetres } from './stepUnits.ts';
import { countPartUses } from './stepUses.ts';

/** What the text of a file tells before the reader sees it. */
export interface StepFacts {
  /** Without byte order mark, in UTF-8. */
  readonly bytes: Uint8Array;
  /** The first name in FILE_SCHEMA, such as `AUTOMOTIVE_DESIGN`; empty when the header has none. */
  readonly schema: string;
  readonly unitsToMetres: number | null;
  /** Solids that something in the file uses: the reader must find as many. */
  readonly solids: number;
  /** Uses of parts that the assembly records add up to; 0 for a file without an assembly. */
  readonly partUses: number;
}

const beginning = 'ISO-10303-21';
const ending = 'END-ISO-10303-21';
const longestHeader = 65_536;
const solidKeywords = new Set(['MANIFOLD_SOLID_BREP', 'BREP_WITH_VOIDS', 'FACETED_BREP']);
const roundKeywords = new Set(['CIRCLE', 'CYLINDRICAL_SURFACE', 'SPHERICAL_SURFACE', 'TOROIDAL_SURFACE']);

/**
 * Finds what is wrong with a STEP file from its text alone, in milliseconds, because the reader answers such files with
 * a crash, an endless loop or, worst, a success with parts missing.
 * Errors: cad.empty_file, cad.not_step, cad.truncated, cad.syntax, cad.dangling_reference, cad.cyclic.
 */
export function stepPrecheck(content: Uint8Array, fileName: string): StepFacts {
  const bytes = inUtf8(withoutByteOrderMark(content));
  checkFrame(bytes, fileName);
  const schema = checkSchema(bytes, fileName);
  const scan = scanStep(bytes, 0, endMark(bytes, fileName));
  checkScan(scan, fileName);
  return {
    bytes,
    schema,
    unitsToMetres: stepUnitsToMetres(scan.statements),
    solids: scan.statements.filter(({ id, keyword }) => solidKeywords.has(keyword) && scan.isReferenced(id)).length,
    partUses: countPartUses(scan.statements),
  };
}

function withoutByteOrderMark(content: Uint8Array): Uint8Array {
  const marked = content[0] === 0xef && content[1] === 0xbb && content[2] === 0xbf;
  return marked ? content.subarray(3) : content;
}

/** Some systems write names in the Windows or Latin code page, where the reader expects UTF-8. */
function inUtf8(bytes: Uint8Array): Uint8Array {
  return isUtf8(bytes) ? bytes : Buffer.from(new TextDecoder('windows-1252').decode(bytes), 'utf8');
}

/** Empty, foreign or cut off: told from the first and the last bytes. */
function checkFrame(bytes: Uint8Array, fileName: string): void {
  const head = Buffer.from(bytes.subarray(0, 4096)).toString('latin1');
  const start = head.replace(/^(?:\s|\/\*[\s\S]*?\*\/)+/, '');
  if (start === '' && bytes.length <= 4096) throw new AppError('cad.empty_file', `${fileName} is empty.`);
  if (start.startsWith(beginning)) return;
  if (start.startsWith('PK')) {
    throw new AppError('cad.not_step', `${fileName} is a compressed archive, not a STEP file.`, {
      remedy: 'Unpack it first and choose the .step or .stp file inside.',
    });
  }
  throw new AppError('cad.not_step', `${fileName} is not a STEP file: it does not begin with ${beginning}.`);
}

function endMark(bytes: Uint8Array, fileName: string): number {
  const at = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).lastIndexOf(ending);
  if (at < 0) throw new AppError('cad.truncated', `${fileName} ends before its end mark ${ending}.`);
  return at;
}

function checkScan(scan: StepScan, fileName: string): void {
  if (scan.endsInside) throw new AppError('cad.truncated', `${fileName} breaks off inside an entity.`);
  if (scan.defined.length === 0) throw new AppError('cad.no_shape', `${fileName} holds no entities.`);
  const [first] = scan.dangling;
  if (first) {
    const more = scan.dangling.length - 1;
    throw new AppError(
      'cad.dangling_reference',
      `${fileName} uses entity #${first.id} (in #${first.usedBy}), which is not in the file` +
        (more > 0 ? `, and ${more} more like it.` : '.'),
      { details: { missing: scan.dangling.slice(0, 20).map(({ id }) => id), count: scan.dangling.length } },
    );
  }
  if (scan.numberOutOfRange) {
    const { token, id } = scan.numberOutOfRange;
    throw new AppError('cad.syntax', `${fileName} holds a number out of range: ${token} in entity #${id}.`, {
      details: { entity: id, number: token },
    });
  }
  checkRadii(scan.statements, fileName);
  const cycle = findStepCycle(scan.statements);
  if (cycle) {
    const circle = cycle.map((id) => `#${id}`).join(' > ');
    throw new AppError('cad.cyclic', `${fileName} holds an assembly that contains itself: ${circle}.`, {
      details: { entities: cycle },
    });
  }
}

/** The last parameter of a circle, cylinder, sphere or torus is its (minor) radius, a positive length. */
function checkRadii(statements: readonly StepStatement[], fileName: string): void {
  for (const { id, keyword, text } of statements) {
    if (!roundKeywords.has(keyword)) continue;
    const radius = Number(/,\s*([-+0-9.Ee]+)\s*\)\s*$/.exec(text)?.[1] ?? 1);
    if (!(radius < 0)) continue;
    throw new AppError('cad.syntax', `${fileName} holds a ${keyword} with the negative radius ${radius} in #${id}.`, {
      details: { entity: id, radius },
    });
  }
}

function checkSchema(bytes: Uint8Array, fileName: string): string {
  const header = Buffer.from(bytes.subarray(0, longestHeader)).toString('latin1');
  const schema = /FILE_SCHEMA\s*\(\s*\(\s*'([^']*)'/i.exec(header)?.[1]?.trim() ?? '';
  if (/^IFC/i.test(schema)) {
    throw new AppError('cad.not_step', `${fileName} is a building model (${schema}), not a product.`, {
      remedy: 'Export the product as STEP AP214 or AP242.',
    });
  }
  return schema.split(/\s/)[0] ?? '';
}
