import type { DatabaseChoice, DatabaseStatus } from '../../shared/domain/database.ts';

export interface RecoveryOption {
  readonly key: string;
  readonly choice: DatabaseChoice;
  /** When the backup was made, ISO 8601; null for a fresh start. */
  readonly createdAt: string | null;
  readonly bytes: number | null;
}

/** Backups from new to old, then the fresh start. The first is what loses least. */
export function recoveryOptions(status: DatabaseStatus): RecoveryOption[] {
  const backups = [...status.backups].sort((a, b) => b.createdAt.localeCompare(a.createdAt));
  return [
    ...backups.map((backup) => ({
      key: backup.path,
      choice: { action: 'restore' as const, backupPath: backup.path },
      createdAt: backup.createdAt,
      bytes: backup.bytes,
    })),
    { key: 'start_fresh', choice: { action: 'start_fresh' as const }, createdAt: null, bytes: null },
  ];
}
