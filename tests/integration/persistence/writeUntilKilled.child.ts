import { openDatabase } from '../../../electron/persistence/database.ts';

/** Adds products to the data folder of the first argument for ever; says the number of each that is committed. */
const [home = '', migrations = ''] = process.argv.slice(2);
const { database } = openDatabase({ home, migrations, clock: () => new Date() });
if (!database) throw new Error('The database cannot be used.');

for (let written = 0; ; written += 1) {
  database.transaction(() => {
    for (const half of ['a', 'b']) {
      database.products.insert({
        id: `${written}${half}`,
        name: `Product ${written} ${'x'.repeat(2000)}`,
        articleNumber: '',
        category: '',
        cadFileId: null,
        rules: [],
        unmatchedParts: 0,
        isSample: false,
        createdAt: new Date().toISOString(),
      });
    }
  });
  console.log(String(written));
}
