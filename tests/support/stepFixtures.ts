import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createStepAuthor, type Product, type StepAuthor, stepAuthorSource, type Use } from './stepAuthor.ts';

const root = resolve(import.meta.dirname, '../..');

/** Small STEP files that the tests make themselves, by name. Each is written once and then kept in .cache/fixtures. */
const recipes = {
  /** A plate of 40 x 30 x 4 mm with a block of 10 mm on it. */
  twoBoxes: (author) =>
    author.write({
      name: 'two boxes',
      uses: [
        { name: 'plate', product: { name: 'plate', shape: author.box(40, 30, 4), color: [0.8, 0.1, 0.1] } },
        { name: 'block', product: { name: 'block', shape: author.box(10, 10, 10) }, moves: [{ shift: [5, 5, 4] }] },
      ],
    }),
  /** 18 parts on three levels, five products, one instance coloured on its own. */
  nested18: (author) => author.write(nestedProduct(author)),
  /** The same product by a system that lists siblings the other way round. */
  nested18Reordered: (author) => author.write(reversed(nestedProduct(author))),
  cube1000: (author) => author.write({ name: 'Cube', shape: author.box(1000, 1000, 1000) }),
  /** One unit wide, unit metre. */
  cubeMetre: (author) =>
    inUnit(
      author.write({ name: 'Cube', shape: author.box(1, 1, 1) }),
      '( LENGTH_UNIT() NAMED_UNIT(*) SI_UNIT($,.METRE.) )',
    ),
  /** 1000 / 25.4 units wide, unit inch. */
  cubeInch: (author) => {
    const width = 1000 / 25.4;
    const text = author.write({ name: 'Cube', shape: author.box(width, width, width) });
    const inch = "( CONVERSION_BASED_UNIT('INCH',#90001) LENGTH_UNIT() NAMED_UNIT(#90002) )";
    return inUnit(text, inch).replace(
      'ENDSEC;\nEND-ISO',
      '#90001 = LENGTH_MEASURE_WITH_UNIT(LENGTH_MEASURE(25.4),#90003);\n' +
        '#90002 = DIMENSIONAL_EXPONENTS(1.,0.,0.,0.,0.,0.,0.);\n' +
        '#90003 = ( LENGTH_UNIT() NAMED_UNIT(*) SI_UNIT(.MILLI.,.METRE.) );\nENDSEC;\nEND-ISO',
    );
  },
  unicode: (author) => {
    const pin = { name: 'Käfig größe 1 保持架', shape: author.cylinder(2, 0, 10) };
    return author.write({ name: 'Größe', uses: [{ name: 'Stift "links" #5', product: pin }] });
  },
  /** A part, one with the same name and another shape, and a product without anything in it. */
  emptyLeaf: (author) =>
    author.write({
      name: 'with an empty',
      uses: [
        { name: 'pin', product: { name: 'pin', shape: author.cylinder(2, 0, 10) } },
        { name: 'pin', product: { name: 'pin', shape: author.cylinder(3, 0, 10) }, moves: [{ shift: [20, 0, 0] }] },
        { name: 'sketch', product: { name: 'sketch', shape: author.nothing() } },
      ],
    }),
  /** Nothing but products without anything in them. */
  nothing: (author) =>
    author.write({ name: 'nothing', uses: [{ name: 'sketch', product: { name: 'sketch', shape: author.nothing() } }] }),
} satisfies Record<string, (author: StepAuthor) => string>;
export type StepFixtureName = keyof typeof recipes;

/** Path of a fixture; made when it is not there yet. */
export function stepFixture(name: StepFixtureName): Promise<string> {
  return cached(name, recipes[name]);
}

/** Path of an assembly of `count` instances of eight small products, in sub-assemblies of ten. */
export function stepAssembly(count: number): Promise<string> {
  return cached(`assembly${count}`, (author) => author.write(wideProduct(author, count)));
}

/** The text of a fixture, for tests that damage it. */
export async function stepFixtureText(name: StepFixtureName): Promise<string> {
  return readFile(await stepFixture(name), 'utf8');
}

/** The same file with every entity under another number, as a second export may have it. */
export function renumbered(step: string): string {
  return step.replace(/'[^']*'|#(\d+)/g, (text, id?: string) => (id ? `#${Number(id) * 7 + 100_000}` : text));
}

async function cached(name: string, make: (author: StepAuthor) => string): Promise<string> {
  const sources = [stepAuthorSource, join(root, 'tests/support/stepFixtures.ts')];
  const hash = createHash('sha256');
  for (const source of sources) hash.update(await readFile(source));
  const folder = join(root, '.cache/fixtures', hash.digest('hex').slice(0, 12));
  const path = join(folder, `${name}.step`);
  if (existsSync(path)) return path;
  await mkdir(folder, { recursive: true });
  // Test files run in processes of their own: the file must appear whole.
  const temporary = `${path}.${process.pid}.tmp`;
  await writeFile(temporary, make(await createStepAuthor()));
  await rename(temporary, path);
  return path;
}

function inUnit(step: string, unit: string): string {
  return step.replaceAll('( LENGTH_UNIT() NAMED_UNIT(*) SI_UNIT(.MILLI.,.METRE.) )', unit);
}

function nestedProduct(author: StepAuthor): Product {
  const bolt = { name: 'bolt', shape: author.cylinder(3, 0, 20), color: [0.1, 0.1, 0.8] } satisfies Product;
  const nut = { name: 'nut', shape: author.cut(author.cylinder(5, 0, 4), author.cylinder(3, -1, 5)) };
  const plate = { name: 'plate', shape: author.box(120, 60, 5) };
  const bracket = { name: 'bracket', shape: author.fuse(author.box(40, 40, 4), author.box(4, 40, 40)) };
  const rod = { name: 'rod', shape: author.cylinder(4, 0, 100), color: [0.6, 0.6, 0.6] } satisfies Product;
  const pair: Product = {
    name: 'nut-bolt-assembly',
    uses: [
      { name: 'bolt_1', product: bolt },
      { name: 'nut_3', product: nut, moves: [{ shift: [0, 0, 16] }] },
    ],
  };
  const places = [0, 12, 24].map((y, index): Use => {
    return { name: `pair_${index + 1}`, product: pair, moves: [{ shift: [10, 8 + y, -4] }] };
  });
  const bracketAssembly: Product = {
    name: 'bracket-assembly',
    uses: [...places, { name: 'bracket', product: bracket }],
  };
  const rodAssembly: Product = {
    name: 'rod-assembly',
    uses: [
      { name: 'rod', product: rod },
      { name: 'nut_1', product: nut },
      { name: 'nut_2', product: nut, moves: [{ shift: [0, 0, 96] }], color: [0.9, 0.5, 0] },
    ],
  };
  return {
    name: 'as18',
    uses: [
      { name: 'plate', product: plate },
      { name: 'left', product: bracketAssembly, moves: [{ shift: [5, 5, 5] }] },
      { name: 'right', product: bracketAssembly, moves: [{ turn: 180, about: 'z' }, { shift: [115, 55, 5] }] },
      { name: 'rods', product: rodAssembly, moves: [{ turn: 90, about: 'y' }, { shift: [10, 30, 30] }] },
    ],
  };
}

function reversed(product: Product): Product {
  const seen = new Map<Product, Product>();
  const turn = (one: Product): Product => {
    const known = seen.get(one);
    if (known) return known;
    const uses = one.uses?.map((use) => ({ ...use, product: turn(use.product) })).reverse();
    const turned = uses ? { ...one, uses } : one;
    seen.set(one, turned);
    return turned;
  };
  return turn(product);
}

function wideProduct(author: StepAuthor, count: number): Product {
  const products = Array.from({ length: 8 }, (_, index): Product => {
    const shape = index % 2 ? author.cylinder(2 + index / 4, 0, 8) : author.box(4 + index, 5, 6);
    return {
      name: `part_${index}`,
      shape: author.cut(shape, author.cylinder(1, -1, 20)),
      color: [0.3, 0.1 * index, 0.5],
    };
  });
  const cell: Product = {
    name: 'cell',
    uses: Array.from({ length: 10 }, (_, index) => {
      const product = products[index % products.length] ?? { name: 'part' };
      return {
        name: `p${index}`,
        product,
        moves: [{ shift: [(index % 5) * 15, Math.floor(index / 5) * 15, 0] as const }],
      };
    }),
  };
  return {
    name: `assembly of ${count}`,
    uses: Array.from({ length: count / 10 }, (_, index) => {
      const shift = [(index % 20) * 80, Math.floor(index / 20) * 40, 0] as const;
      return {
        name: `cell_${index}`,
        product: cell,
        moves: [{ turn: (index % 4) * 90, about: 'z' as const }, { shift }],
      };
    }),
  };
}
