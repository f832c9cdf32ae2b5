/** What Blender says of the device after a render. */
interface ReportedDevice {
  readonly device: 'CPU' | 'GPU';
  readonly deviceName: string;
  readonly deviceBackend: string;
}

/**
 * The device in words. A CPU goes without its name: it does not change a pixel, so the same picture stays the same
 * file on another machine. A graphics card does change them.
 */
export function deviceUsed({ device, deviceBackend, deviceName }: ReportedDevice): string {
  return device === 'CPU' ? 'CPU' : `GPU ${deviceBackend} ${deviceName}`.trim();
}
