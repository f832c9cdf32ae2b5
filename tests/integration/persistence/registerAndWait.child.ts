import { registerInstance } from '../../../electron/persistence/instanceLock.ts';

/** Registers the instance of the second argument in the data folder of the first and waits to be ended. */
const [home = '', id = ''] = process.argv.slice(2);
registerInstance({ home, id });
console.log('registered');
setInterval(() => undefined, 1000);
