import type { Notice } from '../../shared/domain/notice.ts';
import { type ServiceContext, timestamp } from './serviceContext.ts';

/** The notice centre never shows more. */
const LISTED = 500;

export interface NoticeService {
  list(): Notice[];
  /** Persists, broadcasts and shows it in the operating system. The same id a second time does nothing. */
  add(notice: Omit<Notice, 'id' | 'createdAt' | 'readAt'> & { id?: string }): void;
  /** Returns the whole list. */
  markRead(ids: readonly string[]): Notice[];
}

function destination(notice: Notice): string | null {
  if (notice.runId) return `runs/${notice.runId}`;
  return notice.productId ? `products/${notice.productId}` : null;
}

export function createNoticeService(context: ServiceContext): NoticeService {
  const { notices } = context.repositories;
  return {
    list: () => notices.list(LISTED),
    add({ id, ...rest }) {
      const notice: Notice = { id: id ?? context.newId(), ...rest, createdAt: timestamp(context), readAt: null };
      if (!notices.insert(notice)) return;
      context.events.emit('notices:added', { notice });
      if (!context.settings.get().systemNotifications) return;
      context.platform.notify({ title: notice.title, body: notice.body, to: destination(notice) });
    },
    markRead(ids) {
      notices.markRead(ids, timestamp(context));
      return notices.list(LISTED);
    },
  };
}
