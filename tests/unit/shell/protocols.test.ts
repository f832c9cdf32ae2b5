import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appFile, createAppProtocol } from '../../../electron/app/appProtocol.ts';
import { createMediaProtocol } from '../../../electron/app/mediaProtocol.ts';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hartomat-protocols-'));
  writeFileSync(join(folder, 'index.html'), '<h1>page</h1>');
  writeFileSync(join(folder, 'a b.js'), 'export {};');
  writeFileSync(join(folder, 'clip.bin'), '0123456789');
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('app://', () => {
  it.each([
    ['app://hartomat/', 'index.html'],
    ['app://hartomat/a%20b.js', 'a b.js'],
    ['app://hartomat/#/products', 'index.html'],
    ['app://hartomat/x/../a%20b.js?v=1', 'a b.js'],
  ])('%s is %s', (address, file) => expect(appFile(address, folder)).toBe(join(folder, file)));

  it.each([
    'app://hartomat/..%2f..%2fetc/passwd',
    'app://hartomat/%2e%2e%2fetc%2fpasswd',
    'app://hartomat/..%5c..%5cwindows',
    'app://hartomat/a%00.js',
    'app://hartomat/%e0%a4%a',
    'app://elsewhere/',
    'app://hartomat.evil/',
    'https://hartomat/',
    'not an address',
  ])('%s is nothing of ours', (address) => expect(appFile(address, folder)).toBeNull());

  it('plain dots never leave the folder: the address has no parent to go to', () => {
    expect(appFile('app://hartomat/../../etc/passwd', folder)).toBe(join(folder, 'etc/passwd'));
  });

  it('serves the page under a strict policy', async () => {
    const answer = await createAppProtocol(folder)(new Request('app://hartomat/'));
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe('<h1>page</h1>');
    const policy = answer.headers.get('Content-Security-Policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe-eval');
    expect(policy).not.toContain('http');
  });

  it('a broken installation shows what to do instead of a blank window', async () => {
    const answer = await createAppProtocol(join(folder, 'gone'))(new Request('app://hartomat/'));
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('are missing');
  });
});

describe('media://', () => {
  const serve = createMediaProtocol(async (url) => {
    if (url === 'media://asset/broken') throw new Error('database gone');
    return url === 'media://asset/1' ? { path: join(folder, 'clip.bin'), contentType: 'video/mp4' } : null;
  });
  const ask = (url: string, headers: Record<string, string> = {}, method = 'GET') =>
    serve(new Request(url, { headers, method }));

  it('answers a range with 206 and just those bytes', async () => {
    const answer = await ask('media://asset/1', { Range: 'bytes=2-4' });
    expect(answer.status).toBe(206);
    expect(answer.headers.get('Content-Range')).toBe('bytes 2-4/10');
    expect(answer.headers.get('Content-Length')).toBe('3');
    expect(await answer.text()).toBe('234');
  });

  it('answers a range outside the file with 416 and its size', async () => {
    const answer = await ask('media://asset/1', { Range: 'bytes=10-' });
    expect(answer.status).toBe(416);
    expect(answer.headers.get('Content-Range')).toBe('bytes */10');
  });

  it('HEAD tells the size without the bytes', async () => {
    const answer = await ask('media://asset/1', {}, 'HEAD');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('Content-Length')).toBe('10');
    expect(await answer.text()).toBe('');
  });

  it('an unchanged file is not sent twice', async () => {
    const etag = (await ask('media://asset/1')).headers.get('ETag') ?? '';
    expect((await ask('media://asset/1', { 'If-None-Match': etag })).status).toBe(304);
    expect((await ask('media://asset/1', { Range: 'bytes=0-1', 'If-Range': '"other"' })).status).toBe(200);
    expect((await ask('media://asset/1', { Range: 'bytes=0-1', 'If-Range': etag })).status).toBe(206);
  });

  it('pages may read it, others may not', async () => {
    expect((await ask('media://asset/1')).headers.get('Access-Control-Allow-Origin')).toBe('app://hartomat');
  });

  it.each(['media://asset/2', 'media://asset/broken', 'media://run/..%2f..%2fetc', 'media://run/%2e%2e/x'])(
    '%s is 404',
    async (url) => expect((await ask(url)).status).toBe(404),
  );

  it('nothing can be written', async () => expect((await ask('media://asset/1', {}, 'DELETE')).status).toBe(405));
});
