import { expect, it } from 'vitest';
import { settingOfPath } from '../../../../../renderer/canvas/settings/settingOfPath.ts';

it('finds the setting that a path begins with', () => {
  expect(
    ['samples', 'settings.samples', 'resolutionOrder.1', 'settings.resolutionOrder[1]'].map(settingOfPath),
  ).toEqual([...['samples', 'samples', 'resolutionOrder', 'resolutionOrder']]);
});
