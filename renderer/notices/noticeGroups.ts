import type { Notice } from '../../shared/domain/notice.ts';
import type { TableGroup } from '../ui/tableRows.ts';

/** Unread first, newest first in each. */
export function noticeGroups(notices: readonly Notice[]): TableGroup<Notice>[] {
  const newestFirst = [...notices].sort((a, b) => b.createdAt.localeCompare(a.createdAt));
  return [
    { key: 'unread', label: 'Unread', rows: newestFirst.filter((notice) => notice.readAt === null) },
    { key: 'earlier', label: 'Earlier', rows: newestFirst.filter((notice) => notice.readAt !== null) },
  ];
}

/** Where a notice leads, as a path of the router; null = nowhere. */
export function noticeTarget(notice: Notice): string | null {
  if (notice.runId) return `runs/${notice.runId}`;
  if (notice.productId) return `products/${notice.productId}`;
  return null;
}
