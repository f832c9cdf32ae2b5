import { spawn } from 'node:child_process';

const DISPLAY_SERVER = 'Xvfb';

/**
 * A display for `work`: the one that is there, else an Xvfb that ends with it. On systems other than Linux there always
 * is one. Throws where neither is to be had.
 */
export async function withDisplay<T>(work: () => Promise<T>): Promise<T> {
  if (process.platform !== 'linux' || process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']) return work();
  const server = spawn(DISPLAY_SERVER, ['-displayfd', '3', '-screen', '0', '1920x1200x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const number = new Promise<string>((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`Xvfb ended with code ${code}.`)));
    server.stdio[3]?.once('data', (data: Buffer) => resolve(data.toString().trim()));
  });
  const ended = new Promise((resolve) => server.once('exit', resolve));
  try {
    process.env['DISPLAY'] = `:${await number}`;
    return await work();
  } finally {
    delete process.env['DISPLAY'];
    server.kill();
    await ended;
  }
}
