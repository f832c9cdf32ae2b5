import type { AppError } from '../../shared/errors/appError.ts';

/**
 * What a screen knows of something that it fetched. Data stays when a reload starts or fails, so that nothing that was
 * readable vanishes.
 */
export interface ResourceState<T> {
  readonly data: T | undefined;
  readonly error: AppError | null;
  /** The request whose answer counts; older answers are dropped. 0 = none yet. */
  readonly request: number;
  readonly loading: boolean;
}

export type ResourceAction<T> =
  | { type: 'started'; request: number; keep: boolean }
  | { type: 'arrived'; request: number; data: T }
  | { type: 'failed'; request: number; error: AppError };

export function emptyResource<T>(): ResourceState<T> {
  return { data: undefined, error: null, request: 0, loading: false };
}

export function nextResourceState<T>(state: ResourceState<T>, action: ResourceAction<T>): ResourceState<T> {
  if (action.type === 'started') {
    return {
      data: action.keep ? state.data : undefined,
      error: action.keep ? state.error : null,
      request: action.request,
      loading: true,
    };
  }
  if (action.request !== state.request) return state;
  if (action.type === 'arrived') {
    return { data: action.data, error: null, request: state.request, loading: false };
  }
  return { data: state.data, error: action.error, request: state.request, loading: false };
}
