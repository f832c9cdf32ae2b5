import type { ApplicationPaths } from '../../../electron/app/applicationPaths.ts';
import { createApplication } from '../../../electron/app/composition.ts';

/**
 * An application that works off its queue until it is killed, or until nothing is left to do: then it says `idle` and
 * ends. Parked runs are tried again at the start, as a person would.
 */
const paths = JSON.parse(process.argv[2] ?? '{}') as ApplicationPaths;
const application = await createApplication({
  paths,
  environment: process.env,
  version: '0.0.0-test',
  platform: {
    notify: () => undefined,
    reveal: () => undefined,
    chooseFiles: async () => null,
    saveFile: async () => null,
  },
});
const { handlers } = application;
for (const { id } of await handlers['runs:list']({ states: ['parked'], limit: 100 })) {
  await handlers['runs:retry']({ id, from: 'failed', revision: 'original' });
}

const look = async (): Promise<void> => {
  const runs = await handlers['runs:list']({ limit: 1000 });
  const open = runs.some(
    ({ state, observation }) =>
      ['waiting', 'running', 'parked'].includes(state) ||
      (observation !== null && ['waiting', 'running'].includes(observation.state)),
  );
  if (open) return;
  clearInterval(watch);
  process.stdout.write('idle\n');
  await application.close();
};
const watch = setInterval(() => void look(), 200);
application.startQueue();
process.stdout.write('started\n');
