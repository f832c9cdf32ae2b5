import type { ChannelInput } from '../../shared/ipc/contract.ts';

/** The settings that one action changes. */
export type SettingsEdit = ChannelInput<'settings:update'>;
