import { describe, expect, it } from 'vitest';
import { stepPrecheck } from '../../../electron/cad/stepPrecheck.ts';
import { expectAppError } from '../../support/expectAppError.ts';

const header = "ISO-10303-21;\nHEADER;\nFILE_SCHEMA(('AUTOMOTIVE_DESIGN { 1 0 10303 214 1 1 1 1 }'));\nENDSEC;\n";
const point = "#1 = CARTESIAN_POINT('a #99 in a name isn''t a reference',(0.,1.5,-2.E-3));\n";

function step(data: string): Buffer {
  return Buffer.from(`${header}DATA;\n${data}ENDSEC;\nEND-ISO-10303-21;\n`);
}

function check(content: Uint8Array): ReturnType<typeof stepPrecheck> {
  return stepPrecheck(content, 'model.step');
}

function refuse(content: Uint8Array, code: Parameters<typeof expectAppError>[1]): ReturnType<typeof expectAppError> {
  return expectAppError(
    Promise.resolve().then(() => check(content)),
    code,
  );
}

describe('the check of a STEP file before it is read', () => {
  it('accepts a sound file and tells its schema', () => {
    expect(check(step(point))).toMatchObject({ schema: 'AUTOMOTIVE_DESIGN', unitsToMetres: null, solids: 0 });
  });

  it('takes off a byte order mark, and skips comments and blank lines before the start', () => {
    const marked = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), step(point)]);
    expect(Buffer.from(check(marked).bytes).toString()).toMatch(/^ISO-10303-21/);
    expect(check(Buffer.concat([Buffer.from('\n/* made by hand; #7 = */\n'), step(point)])).schema).toBe(
      'AUTOMOTIVE_DESIGN',
    );
  });

  it('reads names in the Windows code page as what they are', () => {
    const windows = Buffer.from(step("#1 = PRODUCT('K~fig','','',());\n").toString().replace('~', 'ä'), 'latin1');
    expect(Buffer.from(check(windows).bytes).toString('utf8')).toContain('Käfig');
  });

  it('counts the solids that something uses', () => {
    const used = "#2 = MANIFOLD_SOLID_BREP('',#1);\n#3 = ADVANCED_BREP_SHAPE_REPRESENTATION('',(#2),#1);\n";
    const alone = "#4 = MANIFOLD_SOLID_BREP('',#1);\n";
    expect(check(step(point + used + alone)).solids).toBe(1);
  });

  it.each([
    ['nothing at all', ''],
    ['blank lines only', ' \n\t\n'],
  ])('refuses %s as empty', async (_, text) => {
    await refuse(Buffer.from(text), 'cad.empty_file');
  });

  it.each([
    ['a text', 'Dear customer, please find attached\n'],
    ['bytes of no meaning', Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 7919) % 251))],
    ['an archive', Buffer.from('PK\u0003\u0004rest')],
    ['a building model', step(point).toString().replace('AUTOMOTIVE_DESIGN', 'IFC4')],
  ])('refuses %s as not STEP', async (_, content) => {
    await refuse(Buffer.from(content), 'cad.not_step');
  });

  it.each([
    ['at the end mark', 0.995],
    ['in the middle', 0.6],
  ])('refuses a file cut off %s', async (_, share) => {
    const whole = step(point.repeat(50));
    await refuse(whole.subarray(0, Math.floor(whole.length * share)), 'cad.truncated');
  });

  it('refuses a file whose middle is lost although the end mark is there', async () => {
    await refuse(step("#1 = CARTESIAN_POINT('"), 'cad.truncated');
  });

  it('names the entity that is missing and the one that uses it', async () => {
    const error = await refuse(
      step(`${point}#2 = VERTEX_POINT('',#77);\n#3 = VERTEX_POINT('',#78);\n`),
      'cad.dangling_reference',
    );
    expect(error.message).toContain('#77 (in #2)');
    expect(error.details).toEqual({ missing: [77, 78], count: 2 });
  });

  it('names the number that no computer holds', async () => {
    const error = await refuse(step("#5 = CARTESIAN_POINT('',(0.,1.E400,0.));\n"), 'cad.syntax');
    expect(error.message).toContain('1.E400 in entity #5');
    expect(check(step("#5 = CARTESIAN_POINT('1.E400',(0.,1.E-400,1.E300));\n")).schema).not.toBe('');
  });

  it('names the circle of negative radius', async () => {
    const error = await refuse(step(`${point}#6 = CIRCLE('',#1,-5.);\n`), 'cad.syntax');
    expect(error.message).toContain('CIRCLE with the negative radius -5 in #6');
  });

  it('refuses a header without entities', async () => {
    await refuse(step(''), 'cad.no_shape');
  });

  // #10 > #11 > #12 > #10
  it('shows the circle of an assembly that contains itself', async () => {
    const usage = (id: number, from: number, to: number): string =>
      `#${id} = NEXT_ASSEMBLY_USAGE_OCCURRENCE('${id}','part #10','',#${from},#${to},$);\n`;
    const products = [10, 11, 12].map((id) => `#${id} = PRODUCT_DEFINITION('','',$,$);\n`).join('');
    const error = await refuse(
      step(products + usage(20, 10, 11) + usage(21, 11, 12) + usage(22, 12, 10)),
      'cad.cyclic',
    );
    expect(error.message).toContain('#10 > #11 > #12 > #10');
    expect(() => check(step(products + usage(20, 10, 11) + usage(21, 10, 12) + usage(22, 11, 12)))).not.toThrow();
  });
});

describe('the uses of parts by the text', () => {
  // machine -> left, right (both: bracket -> bolt, bolt, nut), plate; and a product that has no shape
  it('count a sub-assembly once for each of its uses', () => {
    const products = { machine: 10, bracket: 11, bolt: 12, nut: 13, plate: 14, paperwork: 15 };
    const shapes = [10, 11, 12, 13, 14].map((id) => `#${id + 20} = PRODUCT_DEFINITION_SHAPE('','',#${id});\n`);
    const usages = [
      [products.machine, products.bracket],
      [products.machine, products.bracket],
      [products.machine, products.plate],
      [products.machine, products.paperwork],
      [products.bracket, products.bolt],
      [products.bracket, products.bolt],
      [products.bracket, products.nut],
    ].map(([from, to], index) => `#${index + 50} = NEXT_ASSEMBLY_USAGE_OCCURRENCE('','','',#${from},#${to},$);\n`);
    const definitions = Object.values(products).map((id) => `#${id} = PRODUCT_DEFINITION('','',$,$);\n`);
    expect(check(step([...definitions, ...shapes, ...usages].join(''))).partUses).toBe(7);
  });
});

describe('the unit of length', () => {
  const context =
    "#9 = ( GEOMETRIC_REPRESENTATION_CONTEXT(3) GLOBAL_UNIT_ASSIGNED_CONTEXT((#2,#3)) REPRESENTATION_CONTEXT('','') );\n";
  const angle = '#3 = ( NAMED_UNIT(*) PLANE_ANGLE_UNIT() SI_UNIT($,.RADIAN.) );\n';
  const millimetre = '#4 = ( LENGTH_UNIT() NAMED_UNIT(*) SI_UNIT(.MILLI.,.METRE.) );\n';

  it.each([
    ['millimetres', '#2 = ( LENGTH_UNIT() NAMED_UNIT(*) SI_UNIT(.MILLI.,.METRE.) );\n', 0.001],
    ['metres', '#2 = ( LENGTH_UNIT() NAMED_UNIT(*) SI_UNIT($,.METRE.) );\n', 1],
    ['inches', "#2 = ( CONVERSION_BASED_UNIT('INCH',#5) LENGTH_UNIT() NAMED_UNIT(#4) );\n", 0.0254],
  ])('is read from a file in %s', (_, unit, metres) => {
    for (const measure of ['LENGTH_MEASURE(25.4)', '25.4']) {
      const text = `${unit}${angle}${millimetre}#5 = LENGTH_MEASURE_WITH_UNIT(${measure},#4);\n${context}`;
      expect(check(step(text)).unitsToMetres).toBe(metres);
    }
  });
});
