import type { LucideIcon } from '@lucide/svelte';

/** A line of a menu. */
export type MenuEntry =
  | 'separator'
  | {
      label: string;
      onselect: () => void;
      icon?: LucideIcon | undefined;
      keys?: string | undefined;
      danger?: boolean | undefined;
      /** Shown as a second line; the entry cannot be chosen. */
      disabledReason?: string | null | undefined;
    };
