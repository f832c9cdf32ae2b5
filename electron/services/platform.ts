/**
 * What the operating system or Electron does for the application. Electron provides the real ones
 * (electron/app/electronPlatform.ts); the command line and tests pass ones that fit a plain process.
 */
export interface Platform {
  /** An operating-system notification; clicking it navigates to `to`. Silently nothing where there is none. */
  notify(notice: { title: string; body: string; to: string | null }): void;
  /** Shows a file or folder in the file manager. */
  reveal(path: string): void;
  /** A file dialog; null = the user changed their mind or there is no window. */
  chooseFiles(options: {
    title: string;
    filters: { name: string; extensions: string[] }[];
    multiple: boolean;
  }): Promise<string[] | null>;
  /** A save dialog; null = the user changed their mind or there is no window. `suggested` is a file name. */
  saveFile(options: {
    title: string;
    filters: { name: string; extensions: string[] }[];
    suggested: string;
  }): Promise<string | null>;
}
