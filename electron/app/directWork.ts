import type { BlenderService } from '../services/blenderService.ts';
import type { Services } from '../services/services.ts';
import type { DirectWork } from './application.ts';

/** Work that its caller waits for: what the command line does instead of queueing. */
export function createDirectWork(services: () => Services, blender: BlenderService): DirectWork {
  const sample: DirectWork['sample'] = async (options) => {
    const { sample: shipped, products } = services();
    return products.get(await shipped.ensure(options));
  };
  return {
    sample,
    async importStep(path, options) {
      const { sample: shipped, products } = services();
      // The shipped file comes with its material map, under whatever path it is named.
      if (await shipped.isSampleFile(path)) return sample(options);
      return products.get(await products.ensureForFile(path, options));
    },
    blender: () => blender.chosen(),
    render: ({ signal, ...order }) => services().runs.orderAndRun({ ...order, priority: 'normal' }, signal),
    retry: (id, options, signal) => services().runs.retryAndRun(id, options, signal),
  };
}
