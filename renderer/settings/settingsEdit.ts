import type { Settings } from '../../shared/domain/settings.ts';
import type { ChannelInput } from '../../shared/ipc/contract.ts';

/** The settings that one action changes. */
export type SettingsEdit = ChannelInput<'settings:update'>;

/** What every section of the settings is given. */
export interface SettingsSectionProps {
  readonly settings: Settings;
  readonly onedit: (change: SettingsEdit) => void;
}
