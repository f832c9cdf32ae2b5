import { describe, expect, it } from 'vitest';
import { createClient } from '../../../renderer/api/createClient.ts';
import type { Bridge } from '../../../shared/ipc/bridge.ts';

/** The other side of the bridge: answers what it is told to and remembers what it was asked. */
function bridgeThatAnswers(answer: unknown): {
  bridge: Bridge;
  asked: [string, unknown][];
  emit(name: string, payload: unknown): void;
  subscriptions(): number;
} {
  const asked: [string, unknown][] = [];
  const listeners: ((name: string, payload: unknown) => void)[] = [];
  return {
    asked,
    emit: (name, payload) => listeners.forEach((listener) => listener(name, payload)),
    subscriptions: () => listeners.length,
    bridge: {
      invoke: async (channel, payload) => {
        asked.push([channel, payload]);
        return answer;
      },
      onEvent: (listener) => {
        listeners.push(listener);
        return () => listeners.splice(listeners.indexOf(listener), 1);
      },
      pathForFile: () => '/dropped/file.step',
    },
  };
}

describe('calls to the main process', () => {
  it('send parsed input, with defaults filled in, and give the parsed answer', async () => {
    const { bridge, asked } = bridgeThatAnswers({ ok: true, value: [] });
    await expect(createClient(() => bridge).call('runs:list', {})).resolves.toEqual([]);
    expect(asked).toEqual([['runs:list', { limit: 500 }]]);
  });

  it('take an answer without a value where none is due', async () => {
    const { bridge } = bridgeThatAnswers({ ok: true });
    await expect(createClient(() => bridge).call('window:close', undefined)).resolves.toBeUndefined();
  });

  it('throw the error value with its code, remedy and details', async () => {
    const error = {
      code: 'cad.truncated',
      kind: 'user',
      message: 'a.step ends too early.',
      remedy: 'Copy it again.',
      details: { line: 12 },
    };
    const { bridge } = bridgeThatAnswers({ ok: false, error });
    await expect(createClient(() => bridge).call('products:list', undefined)).rejects.toMatchObject({
      code: 'cad.truncated',
      message: 'a.step ends too early.',
      remedy: 'Copy it again.',
      details: { line: 12 },
    });
  });

  it('refuse input that breaks the contract before it is sent', async () => {
    const { bridge, asked } = bridgeThatAnswers({ ok: true, value: [] });
    const call = createClient(() => bridge).call('products:import', { paths: [], productId: null });
    await expect(call).rejects.toMatchObject({ code: 'app.invalid_input', details: { channel: 'products:import' } });
    expect(asked).toEqual([]);
  });

  it.each([
    ['an answer of another shape', { ok: true, value: [{ id: 1 }] }],
    ['no result at all', 'hello'],
    ['nothing', undefined],
    ['an error that is none', { ok: false, error: 'broken' }],
  ])('report %s as a bug, never pass it on', async (_, answer) => {
    const { bridge } = bridgeThatAnswers(answer);
    await expect(createClient(() => bridge).call('products:list', undefined)).rejects.toMatchObject({
      code: 'app.unexpected',
    });
  });
});

describe('events from the main process', () => {
  it('reach the listeners of their name until they stop, over one subscription', () => {
    const { bridge, emit, subscriptions } = bridgeThatAnswers(null);
    const client = createClient(() => bridge);
    const heard: string[] = [];
    const stop = client.onEvent('app:navigated', ({ to }) => heard.push(`first ${to}`));
    client.onEvent('app:navigated', ({ to }) => heard.push(`second ${to}`));
    emit('app:navigated', { to: 'settings' });
    emit('queue:changed', {});
    stop();
    emit('app:navigated', { to: 'runs' });
    expect(heard).toEqual(['first settings', 'second settings', 'second runs']);
    expect(subscriptions()).toBe(1);
  });

  it('are dropped when they break the contract', () => {
    const { bridge, emit } = bridgeThatAnswers(null);
    const heard: unknown[] = [];
    createClient(() => bridge).onEvent('app:navigated', (payload) => heard.push(payload));
    emit('app:navigated', { to: 5 });
    expect(heard).toEqual([]);
  });
});
