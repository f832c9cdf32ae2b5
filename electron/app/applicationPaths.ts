/** Every place the application reads from or writes to. Nothing else in the code invents a path. */
export interface ApplicationPaths {
  /** All state: HARTOMAT_HOME, else the usual data folder of the system. */
  readonly home: string;
  /** Read-only files that ship with the application: blender/, materials/, templates/, samples/. */
  readonly resources: string;
  readonly migrations: string;
  /** Folder of the built worker entries (*.worker.js). */
  readonly workers: string;
  /** Where set-up puts provisioned runtimes, or null in a packaged application. */
  readonly provisioned: string | null;
  /** A Blender bundled with a packaged application, or null. */
  readonly bundledBlender: string | null;
}
