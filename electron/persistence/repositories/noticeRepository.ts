import { and, desc, inArray, isNull, sql } from 'drizzle-orm';
import type { Notice } from '../../../shared/domain/notice.ts';
import type { Connection } from '../connection.ts';
import { notices } from '../schema/notices.ts';

export interface NoticeRepository {
  /** Newest first. */
  list(limit: number): Notice[];
  /** Answers whether it is new: the same id a second time does nothing. */
  insert(notice: Notice): boolean;
  /** Those read before keep their time. */
  markRead(ids: readonly string[], at: string): void;
}

export function createNoticeRepository(connection: Connection): NoticeRepository {
  return {
    list: (limit) =>
      connection
        .select()
        .from(notices)
        .orderBy(desc(notices.createdAt), desc(sql`rowid`))
        .limit(limit)
        .all(),
    insert: (notice) => connection.insert(notices).values(notice).onConflictDoNothing().run().changes > 0,
    markRead(ids, at) {
      if (ids.length === 0) return;
      connection
        .update(notices)
        .set({ readAt: at })
        .where(and(inArray(notices.id, [...ids]), isNull(notices.readAt)))
        .run();
    },
  };
}
