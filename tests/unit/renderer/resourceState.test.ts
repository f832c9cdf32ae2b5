import { describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/errors/appError.ts';
import { emptyResource, nextResourceState, type ResourceState } from '../../../renderer/api/resourceState.ts';

const failure = new AppError('file.unreadable', 'The list cannot be read.');
const loaded: ResourceState<string> = { data: 'old', error: null, request: 1, loading: false };

describe('what a screen knows of something that it fetched', () => {
  it('start: nothing > loading > data', () => {
    const started = nextResourceState(emptyResource<string>(), { type: 'started', request: 1, keep: true });
    expect(started).toEqual({ data: undefined, error: null, request: 1, loading: true });
    expect(nextResourceState(started, { type: 'arrived', request: 1, data: 'new' })).toEqual({
      data: 'new',
      error: null,
      request: 1,
      loading: false,
    });
  });

  it('reload: old data stays until the new is there', () => {
    const started = nextResourceState(loaded, { type: 'started', request: 2, keep: true });
    expect(started.data).toBe('old');
    expect(nextResourceState(started, { type: 'arrived', request: 2, data: 'new' }).data).toBe('new');
  });

  it('another key: old data belongs to something else and goes at once', () => {
    expect(nextResourceState(loaded, { type: 'started', request: 2, keep: false }).data).toBeUndefined();
  });

  it('failed reload: old data stays beside the error; a good one clears it', () => {
    const started = nextResourceState(loaded, { type: 'started', request: 2, keep: true });
    const failed = nextResourceState(started, { type: 'failed', request: 2, error: failure });
    expect(failed).toEqual({ data: 'old', error: failure, request: 2, loading: false });
    const again = nextResourceState(failed, { type: 'started', request: 3, keep: true });
    expect(again.error).toBe(failure);
    expect(nextResourceState(again, { type: 'arrived', request: 3, data: 'new' }).error).toBeNull();
  });

  it('late answers of earlier requests change nothing', () => {
    const second = nextResourceState(loaded, { type: 'started', request: 3, keep: true });
    expect(nextResourceState(second, { type: 'arrived', request: 2, data: 'late' })).toBe(second);
    expect(nextResourceState(second, { type: 'failed', request: 2, error: failure })).toBe(second);
  });
});
