import { describe, expect, it } from 'vitest';
import { createBlenderService } from '../../../electron/services/blenderService.ts';
import { EventBus } from '../../../electron/services/eventBus.ts';
import type { SettingsStore } from '../../../electron/services/settingsStore.ts';
import type { BlenderRuntime } from '../../../shared/domain/blenderRuntime.ts';
import { expectAppError } from '../../support/expectAppError.ts';

const runtime = (id: string, usable: boolean): BlenderRuntime => ({
  ...{ id, kind: 'program', version: usable ? '4.5.15' : '', executable: `/opt/${id}`, prefixArguments: [] },
  ...{ environment: {}, origin: 'installed', usable },
  problem: usable ? null : { code: 'blender.broken', kind: 'operational', message: `${id} does not run.` },
});
const found = [runtime('broken', false), runtime('first', true), runtime('second', true)];

async function service(options: { chosen?: string; demanded?: string; runtimes?: BlenderRuntime[] }) {
  const settings = { get: () => ({ blenderPaths: [], blenderRuntimeId: options.chosen ?? null }) };
  const blender = createBlenderService({
    locator: { locate: async () => options.runtimes ?? found, probe: async () => runtime('probed', false) },
    settings: settings as unknown as SettingsStore,
    events: new EventBus(),
    demanded: options.demanded ?? null,
  });
  expect(blender.current(), 'before anybody has looked').toBeNull();
  await blender.list();
  return blender;
}

describe('the Blender in use', () => {
  it('is the chosen one when it works, else the first that does', async () => {
    expect((await service({ chosen: 'second' })).current()?.id).toBe('second');
    expect((await service({ chosen: 'broken' })).current()?.id).toBe('first');
    expect((await service({})).current()?.id).toBe('first');
    expect((await service({ runtimes: [runtime('broken', false)] })).current()).toBeNull();
  });

  it('is the demanded one or none: another never takes its place', async () => {
    const blender = await service({ demanded: '/opt/broken', chosen: 'second' });
    expect(blender.current()).toBeNull();
    await expectAppError(blender.chosen(), 'blender.broken');
  });
});
