import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openConnection } from '../../../electron/persistence/connection.ts';
import { createRepositories } from '../../../electron/persistence/repositories.ts';
import type { Notice } from '../../../shared/domain/notice.ts';
import type { RenderTemplate } from '../../../shared/domain/template.ts';
import { addProduct, openReady, orderRun, stillPreview, temporaryFolder } from './databaseStory.ts';

const at = '2026-01-05T09:00:00.000Z';
const later = '2026-01-05T10:00:00.000Z';

const cadFile = {
  id: 'c1',
  fileName: 'bearing.step',
  sha256: 'a'.repeat(64),
  bytes: 1000,
  parts: 146,
  manifestPath: 'cad/c1/manifest.json',
  glbPath: 'cad/c1/model.glb',
  stepPath: null,
  thumbnailPath: null,
  importedAt: at,
  importSeconds: 1.5,
};

/** A delivered picture: artifact, media asset, run. */
function deliver(database: ReturnType<typeof openReady>, runId: string, sha256: string, createdAt: string): void {
  orderRun(database, runId);
  database.runs.transition(runId, 'running');
  database.transaction(() => {
    database.artifacts.ensure({
      sha256,
      kind: 'still_image',
      path: `artifacts/${sha256.slice(0, 2)}/${sha256}.png`,
      bytes: 5000,
      width: 640,
      height: 360,
      pixelHash: 'p',
      provenance: null,
      frames: null,
      fps: null,
      createdAt,
    });
    database.mediaAssets.publish({
      id: `m-${runId}`,
      orderLineId: `l-${runId}`,
      runId,
      productId: 'p1',
      artifactSha256: sha256,
      fileName: 'bearing_still_preview.png',
      thumbnailPath: `thumbnails/${sha256}.webp`,
      createdAt,
    });
    database.runs.transition(runId, 'delivered');
    database.orders.setLineState(`l-${runId}`, 'delivered', createdAt);
  });
}

describe('products', () => {
  it('are listed by name with the counts of what they have', () => {
    const database = openReady(temporaryFolder());
    addProduct(database, 'p2', 'axle');
    addProduct(database, 'p1', 'Bearing');
    database.cadFiles.insert(cadFile);
    database.products.update('p1', { cadFileId: 'c1' }, later);
    database.products.setRules('p1', [{ pattern: '*ring*', materialId: 'steel_ground' }], 12, later);
    deliver(database, 'r1', 'b'.repeat(64), at);
    deliver(database, 'r2', 'c'.repeat(64), later);
    expect(database.products.list()).toMatchObject([
      { id: 'p2', parts: 0, mediaCount: 0, newestMediaAssetId: null },
      { id: 'p1', parts: 146, unmatchedParts: 12, mediaCount: 2, newestMediaAssetId: 'm-r2', updatedAt: later },
    ]);
    expect(database.products.get('p1')?.rules).toEqual([{ pattern: '*ring*', materialId: 'steel_ground' }]);
    expect(database.products.byCadFile('c1').map((product) => product.id)).toEqual(['p1']);
  });

  it('that were removed are found nowhere, but their runs and media keep their name', () => {
    const database = openReady(temporaryFolder());
    addProduct(database, 'p1', 'Bearing');
    deliver(database, 'r1', 'b'.repeat(64), at);
    expect(database.products.remove('p1', later)).toBe(true);
    expect(database.products.remove('p1', later)).toBe(false);
    expect(database.products.list()).toEqual([]);
    expect(database.products.get('p1')).toBeNull();
    expect(database.products.update('p1', { name: 'x' }, later)).toBeNull();
    expect(database.runs.get('r1')?.productName).toBe('Bearing');
    expect(database.mediaAssets.list()).toMatchObject([{ productName: 'Bearing' }]);
  });
});

describe('a CAD file', () => {
  it('with the same content is the same record, with what was made anew', () => {
    const database = openReady(temporaryFolder());
    database.cadFiles.insert(cadFile);
    const again = database.cadFiles.insert({ ...cadFile, id: 'c2', parts: 147 });
    expect(again).toMatchObject({ id: 'c1', parts: 147 });
    expect(database.cadFiles.bySha256(cadFile.sha256)?.id).toBe('c1');
    expect(database.cadFiles.get('c2')).toBeNull();
  });
});

describe('output types', () => {
  it('are seeded once and stay as they are afterwards', () => {
    const { outputTypes } = openReady(temporaryFolder());
    const catalogue = { ...stillPreview, id: 'ot-catalogue', code: 'still_catalogue', name: 'Still catalogue' };
    outputTypes.seedDefaults([stillPreview, catalogue]);
    outputTypes.seedDefaults([{ ...stillPreview, id: 'another-id', name: 'Changed default' }, catalogue]);
    expect(outputTypes.list()).toEqual([stillPreview, catalogue]);
    expect(outputTypes.byCode('still_catalogue')?.id).toBe('ot-catalogue');
    expect(outputTypes.get('nobody')).toBeNull();
  });
});

describe('a media asset', () => {
  it('exists once for each order line, even when its delivery is repeated', () => {
    const database = openReady(temporaryFolder());
    addProduct(database, 'p1', 'Bearing');
    deliver(database, 'r1', 'b'.repeat(64), at);
    const repeated = database.mediaAssets.publish({
      id: 'm-second',
      orderLineId: 'l-r1',
      runId: 'r1',
      productId: 'p1',
      artifactSha256: 'b'.repeat(64),
      fileName: 'bearing_still_preview.png',
      thumbnailPath: null,
      createdAt: later,
    });
    expect(repeated).toMatchObject({ added: false, asset: { id: 'm-r1', createdAt: at } });
    expect(database.mediaAssets.list({ productId: 'p1' })).toMatchObject([
      {
        id: 'm-r1',
        productName: 'Bearing',
        outputTypeId: stillPreview.id,
        outputTypeName: 'Still preview',
        runNumber: 'R-0001',
        kind: 'still_image',
        mode: 'legacy',
        bytes: 5000,
        width: 640,
        sha256: 'b'.repeat(64),
      },
    ]);
    expect(database.mediaAssets.byRun('r1')?.id).toBe('m-r1');
    expect(database.runs.get('r1')?.mediaAssetId).toBe('m-r1');
    expect(database.orders.line('l-r1')).toMatchObject({ state: 'delivered', deliveredAt: at });
  });

  it('can share its artifact with another: equal files are stored once', () => {
    const database = openReady(temporaryFolder());
    addProduct(database, 'p1');
    deliver(database, 'r1', 'b'.repeat(64), at);
    deliver(database, 'r2', 'b'.repeat(64), later);
    expect(database.mediaAssets.list().map((asset) => asset.id)).toEqual(['m-r2', 'm-r1']);
    expect(database.artifacts.get('b'.repeat(64))?.createdAt).toBe(at);
  });
});

describe('notices, templates and application state', () => {
  it('notices are listed newest first and are read once', () => {
    const { notices } = openReady(temporaryFolder());
    const notice = (id: string, createdAt: string): Notice => ({
      id,
      kind: 'delivered',
      title: 'Delivered',
      body: id,
      runId: null,
      productId: null,
      createdAt,
      readAt: null,
    });
    notices.insert(notice('n1', at));
    notices.insert(notice('n2', later));
    notices.markRead(['n1', 'unknown'], '2026-01-06T00:00:00.000Z');
    notices.markRead(['n1'], '2026-01-07T00:00:00.000Z');
    expect(notices.list(10)).toEqual([
      notice('n2', later),
      { ...notice('n1', at), readAt: '2026-01-06T00:00:00.000Z' },
    ]);
    expect(notices.list(1)).toHaveLength(1);
  });

  it("a user's template is kept, replaced and removed", () => {
    const { templates } = openReady(temporaryFolder());
    const template: RenderTemplate = {
      id: 'my-studio',
      name: 'My studio',
      description: '',
      kind: 'blend',
      cameras: [],
      defaultCamera: 'Camera',
      fitMargin: 0.08,
      blendSha256: 'd'.repeat(64),
      builtIn: false,
    };
    templates.put(template, at);
    templates.put({ ...template, name: 'Renamed' }, later);
    expect(templates.list()).toEqual([{ ...template, name: 'Renamed' }]);
    expect(templates.get('my-studio')?.name).toBe('Renamed');
    expect(templates.remove('my-studio')).toBe(true);
    expect(templates.remove('my-studio')).toBe(false);
  });

  it('a value is any JSON; null removes it', () => {
    const { appState } = openReady(temporaryFolder());
    expect(appState.get('queue')).toBeUndefined();
    appState.set('queue', { paused: true, since: ['a'] });
    expect(appState.get('queue')).toEqual({ paused: true, since: ['a'] });
    appState.set('queue', false);
    expect(appState.get('queue')).toBe(false);
    appState.set('queue', null);
    expect(appState.get('queue')).toBeUndefined();
  });
});

describe('a transaction', () => {
  it('that fails leaves nothing, not even the numbers it took', () => {
    const database = openReady(temporaryFolder());
    addProduct(database, 'p1');
    expect(() =>
      database.transaction(() => {
        orderRun(database, 'r1');
        throw new Error('changed my mind');
      }),
    ).toThrow('changed my mind');
    expect(database.runs.get('r1')).toBeNull();
    orderRun(database, 'r2');
    expect(database.runs.get('r2')?.number).toBe('R-0001');
  });
});

describe('what SQLite meets', () => {
  function repositoriesOf(home: string) {
    openReady(home).close();
    const opened = openConnection(join(home, 'hartomat.db'), { mustExist: true });
    onTestFinished(() => void opened.client.close());
    return { ...opened, repositories: createRepositories(opened.connection) };
  }

  it('a full drive is file.disk_full, and what was there stays readable', () => {
    const { client, repositories } = repositoriesOf(temporaryFolder());
    repositories.appState.set('before', 'kept');
    // The limit makes SQLite answer as a full drive does: SQLITE_FULL.
    client.pragma(`max_page_count = ${String(client.pragma('page_count', { simple: true }))}`);
    expect(() => repositories.appState.set('big', 'x'.repeat(1_000_000))).toThrow(
      expect.objectContaining({ code: 'file.disk_full', kind: 'operational' }),
    );
    expect(repositories.appState.get('before')).toBe('kept');
  });

  it('a database that may not be written is database.write_failed', () => {
    const { client, repositories } = repositoriesOf(temporaryFolder());
    client.pragma('query_only = ON');
    expect(() => repositories.appState.set('a', 1)).toThrow(expect.objectContaining({ code: 'database.write_failed' }));
  });

  it('a lock that another holds is database.locked', () => {
    const home = temporaryFolder();
    const { client, repositories } = repositoriesOf(home);
    client.pragma('busy_timeout = 1');
    const other = openConnection(join(home, 'hartomat.db'), { mustExist: true }).client;
    onTestFinished(() => void other.close());
    other.exec('BEGIN IMMEDIATE');
    expect(() => repositories.appState.set('a', 1)).toThrow(expect.objectContaining({ code: 'database.locked' }));
    expect(repositories.appState.get('a')).toBeUndefined();
  });
});
