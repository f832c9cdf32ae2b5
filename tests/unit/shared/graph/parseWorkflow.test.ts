import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { canonicalWorkflow } from '../../../../shared/graph/canonicalWorkflow.ts';
import { parseWorkflow } from '../../../../shared/graph/parseWorkflow.ts';
import { parseWorkflowText } from '../../../../shared/graph/parseWorkflowText.ts';
import { presetConfig } from '../../../../shared/graph/presetConfig.ts';
import { aWorkflow, withNode } from '../../../support/graphs.ts';

interface Malformed {
  readonly name: string;
  readonly document?: unknown;
  readonly text?: string;
  readonly codes: readonly string[];
}
const file = new URL('../../../fixtures/workflows/malformed.json', import.meta.url);
const corpus = JSON.parse(readFileSync(file, 'utf8')) as Malformed[];

const refused = (input: unknown) => {
  const { config, problems } = parseWorkflow(input);
  expect(config).toBeNull();
  return problems;
};
const changed = (change: object) => ({ ...presetConfig('still'), ...change });

describe('the corpus of malformed configs', () => {
  it('is large, and each is there once', () => {
    expect(corpus.length).toBeGreaterThanOrEqual(60);
    expect(new Set(corpus.map(({ name }) => name)).size).toBe(corpus.length);
  });

  it.each(corpus)('refuses $name', ({ document, text, codes }) => {
    const { config, problems } = text === undefined ? parseWorkflow(document) : parseWorkflowText(text);
    expect(config).toBeNull();
    expect(problems.map(({ code }) => code).toSorted()).toEqual(codes.toSorted());
    for (const { message, remedy, severity } of problems) {
      expect(severity).toBe('error');
      expect(message).toMatch(/\.$/);
      expect(remedy).toMatch(/^[A-Z].*\.$/);
    }
  });

  it.each(corpus.filter(({ text }) => text === undefined))('refuses $name as a file as well', ({ document, codes }) => {
    const { problems } = parseWorkflowText(JSON.stringify(document));
    expect(problems.map(({ code }) => code).toSorted()).toEqual(codes.toSorted());
  });
});

describe('parseWorkflow', () => {
  it('says where it stands, what stands there and what to do', () => {
    const config = presetConfig('still');
    const broken = withNode(config, 'blender_still', { version: 0.5 });
    expect(refused(broken)).toEqual([
      {
        code: 'config.field_invalid',
        severity: 'error',
        message: 'nodes[5].version is 0.5, which is not a whole number.',
        remedy: 'Give a whole number.',
        ...{ nodeId: 'blender_still', edgeId: null, port: null, field: 'nodes[5].version' },
      },
    ]);
  });

  it.each([
    [{ executionMode: 'fast' }, 'executionMode is "fast".', 'Give "legacy", "graph", "shadow".'],
    [{ name: undefined }, 'name is missing.', 'Give text.'],
    [{ extra: 1 }, 'extra is no field of a workflow (schema version 1).', 'Remove it, or check its spelling.'],
    [{ schemaVersion: 7 }, 'schemaVersion is 7; this application knows 1.', 'Update the application.'],
    [{ viewport: { x: 0, y: 0, zoom: 0 } }, 'viewport.zoom is 0.', 'Use a number above 0.'],
  ])('%j: %s', (change, message, remedy) => {
    expect(refused(changed(change))).toMatchObject([{ message, remedy }]);
  });

  it('names the edge', () => {
    const [edge] = presetConfig('still').edges;
    const [problem] = refused(changed({ edges: [{ ...edge, source: { node: 'a', port: 'Not A Port' } }] }));
    expect(problem).toMatchObject({ edgeId: 'e1', nodeId: null, field: 'edges[0].source.port' });
    expect(problem!.remedy).toContain('name of a port');
  });

  it.each([[Number.NaN], [Number.POSITIVE_INFINITY], [() => 1], [1n], [Symbol('a')]])(
    'refuses %s in settings',
    (value) => {
      const broken = withNode(presetConfig('still'), 'notify', { settings: { message: value as never } });
      expect(refused(broken)).toMatchObject([{ code: 'config.field_invalid', field: 'nodes[7].settings.message' }]);
    },
  );

  it('refuses what contains itself, and what shares so much that it never ends', () => {
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    expect(refused(changed({ legacy: { circle } }))).toMatchObject([{ code: 'config.too_large' }]);
    let shared: unknown = 'x'.repeat(1000);
    for (let depth = 0; depth < 30; depth += 1) shared = { left: shared, right: shared };
    expect(refused(changed({ legacy: { shared } }))).toMatchObject([{ code: 'config.too_large' }]);
  });

  it('refuses more nodes than a workflow may have', () => {
    const nodes = Array.from({ length: 5001 }, (_, index) => ({ ...presetConfig('still').nodes[0]!, id: `n${index}` }));
    expect(refused(changed({ nodes, edges: [] }))).toMatchObject([{ code: 'config.too_large', field: 'nodes' }]);
  });

  it('tells a hundred faults at most', () => {
    const settings = { list: Array.from({ length: 100_000 }, () => Number.NaN) as never };
    expect(refused(withNode(presetConfig('still'), 'notify', { settings }))).toHaveLength(100);
  });

  it('leaves the prototype of what it reads alone', () => {
    parseWorkflow(JSON.parse('{"schemaVersion":1,"legacy":{"__proto__":{"polluted":true}}}'));
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe('parseWorkflowText', () => {
  it('says line and column', () => {
    const { problems } = parseWorkflowText('{\n  "schemaVersion": 1,\n  "name": oops\n}');
    expect(problems).toMatchObject([
      { code: 'config.not_json', message: 'Line 3, column 11: expected a value, found "o".' },
    ]);
  });

  it.each([
    ['{"a":1,\r\n"a":2}', 'Line 2, column 1: the key "a" stands twice in one object.'],
    ['{"a":1,"\\u0061":2}', 'Line 1, column 8: the key "a" stands twice in one object.'],
    ['[1 2]', 'Line 1, column 4: expected "," or "]", found "2".'],
    ['{"a"', 'Line 1, column 5: expected ":" after a key, found the end of the text.'],
    ['["a', 'Line 1, column 4: the text ends inside double quotes.'],
    ['{} {}', 'Line 1, column 4: something follows the end of the value.'],
  ])('%s: %s', (text, message) => {
    expect(parseWorkflowText(text).problems).toMatchObject([{ code: 'config.not_json', message }]);
  });

  it('tolerates a byte order mark, and any white space', () => {
    const config = presetConfig('still');
    expect(parseWorkflowText(`\uFEFF${canonicalWorkflow(config)}`).config).toEqual(config);
    expect(parseWorkflowText(JSON.stringify(config, null, '\t').replaceAll('\n', '\r\n')).config).toEqual(config);
  });

  it('refuses a number that JSON can say and nobody can keep', () => {
    const text = canonicalWorkflow(aWorkflow(['notify'])).replace('"x":0', '"x":1e999');
    expect(parseWorkflowText(text).problems).toMatchObject([{ field: 'nodes[0].position.x' }]);
  });

  it('refuses a file of more than 8 MB without reading it', () => {
    const { problems } = parseWorkflowText(`"${'ä'.repeat(4 * 1024 * 1024)}"`);
    expect(problems).toMatchObject([
      { code: 'config.too_large', message: expect.stringContaining('8.0 MB') as string },
    ]);
  });

  it('reads whatever depth without falling', () => {
    const { problems } = parseWorkflowText('['.repeat(1_000_000));
    expect(problems).toMatchObject([{ code: 'config.not_json' }]);
  });
});

describe('canonicalWorkflow', () => {
  it('sorts keys and keeps lists as they are', () => {
    const config = aWorkflow([
      { id: 'b', type: 'notify', settings: { z: 1, a: [3, 1, 2], '€': 1.0, é: 1e21 } },
      'notify',
    ]);
    expect(canonicalWorkflow(config)).toBe(
      '{"edges":[],"executionMode":"legacy","family":"order_line","name":"Test","nodes":[' +
        '{"id":"b","position":{"x":0,"y":0},"settings":{"a":[3,1,2],"z":1,"é":1e+21,"€":1},"type":"notify","version":1},' +
        '{"id":"notify","position":{"x":0,"y":0},"settings":{},"type":"notify","version":1}],"schemaVersion":1}\n',
    );
  });
});
