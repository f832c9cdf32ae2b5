import { openDatabase } from '../../../electron/persistence/database.ts';

/** Opens the database of the first argument and gives out ten order numbers. */
const [home = '', migrations = '', productId = '', outputTypeId = ''] = process.argv.slice(2);
const { database } = openDatabase({ home, migrations, clock: () => new Date() });
if (!database) throw new Error('The database cannot be used.');
for (let order = 0; order < 10; order += 1) {
  const id = `${process.pid}-${order}`;
  const at = new Date().toISOString();
  const { orderNumber } = database.orders.create({ orderId: id, orderLineId: id, productId, outputTypeId, at });
  console.log(orderNumber);
}
database.close();
