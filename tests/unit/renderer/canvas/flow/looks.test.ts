import { describe, expect, it } from 'vitest';
import { endsOf } from '../../../../../renderer/canvas/flow/connectionEnds.ts';
import { fittingPortKeys } from '../../../../../renderer/canvas/flow/fittingPortKeys.ts';
import { nodeLook } from '../../../../../renderer/canvas/flow/nodeLook.ts';
import { nodePicture } from '../../../../../renderer/canvas/flow/nodePicture.ts';
import { picturedNodes } from '../../../../../renderer/canvas/flow/picturedNodes.ts';
import { placeDocument } from '../../../../../renderer/canvas/flow/placeDocument.ts';
import { portOutline } from '../../../../../renderer/canvas/flow/portOutline.ts';
import { spokenSelection } from '../../../../../renderer/canvas/flow/spokenSelection.ts';
import { statusTable } from '../../../../../renderer/canvas/flow/statusTable.ts';
import { wireFacts } from '../../../../../renderer/canvas/flow/wireFacts.ts';
import { zoomLevel } from '../../../../../renderer/canvas/flow/zoomLevel.ts';
import type { NodeState } from '../../../../../renderer/canvas/canvas.ts';
import { selectionOf } from '../../../../../renderer/canvas/document/selection.ts';
import { portTypeSchema } from '../../../../../shared/domain/portType.ts';
import type { StepOutput } from '../../../../../shared/domain/run.ts';
import type { WorkflowProblem } from '../../../../../shared/domain/workflowProblem.ts';
import { graphCatalogue } from '../../../../support/graphCatalogue.ts';
import { aWorkflow } from '../../../../support/graphs.ts';
import { detail } from '../../runs/builders.ts';

const catalogue = graphCatalogue();
const aState = (state: NodeState['state'], rest: Partial<NodeState> = {}): NodeState => ({
  ...{ from: 'run', state, why: '', startedAt: null, endedAt: null, fraction: null, etaSeconds: null },
  ...{ error: null, outputs: [], ...rest },
});
const aProblem = (severity: WorkflowProblem['severity'], message: string): WorkflowProblem => ({
  ...{ code: 'input.missing', severity, message, remedy: '', nodeId: 'n1', edgeId: null, port: null, field: null },
});
const image: StepOutput = {
  ...{ port: 'image', type: 'image', hash: 'ab12cd34ef567890', summary: '1920 x 1080' },
  files: [
    { name: 'notes', extension: 'json', sha256: '1'.repeat(64), bytes: 20 },
    { name: 'beauty', extension: 'png', sha256: '2'.repeat(64), bytes: 213_000 },
  ],
};

describe('the status line of a node', () => {
  const nothing = { problems: [], state: null, plan: null, run: null };

  it('says that nothing is known', () => {
    expect(nodeLook(nothing)).toMatchObject({ status: 'waiting', words: 'Not run yet' });
  });

  it('says of a run of the fixed pipeline that it delivered and no node ran, below what a dry run foresees', () => {
    const run = detail({ mode: 'legacy', state: 'delivered' });
    const look = { status: 'waiting', words: 'Legacy delivered', word: 'Not run' };
    expect(nodeLook({ ...nothing, run })).toMatchObject(look);
    expect(nodeLook({ ...nothing, run: detail({ mode: 'legacy', state: 'running' }) }).words).toBe('Not run in legacy');
    const plan = { nodeId: 'n1', type: 'x', label: 'X', level: 0, produces: [], expectedSeconds: null };
    expect(nodeLook({ ...nothing, run, plan: { ...plan, decision: 'run', why: 'New.' } }).words).toBe('New');
  });

  it('shows an error of the document above what an older run says, without the name of the node', () => {
    const problems = [aProblem('error', 'Node n1 (Hero): the input glb is not connected.')];
    expect(nodeLook({ ...nothing, problems, state: aState('done') })).toMatchObject({
      ...{ status: 'fail', words: 'The input glb is not connected', tone: 'fail' },
    });
  });

  it('shows how far it is while it works, whatever the document says', () => {
    const state = aState('running', { from: 'preview', fraction: 0.625, etaSeconds: 4 });
    const look = nodeLook({ ...nothing, problems: [aProblem('error', 'Wrong.')], state });
    expect(look).toMatchObject({ status: 'running', words: 'Preview 62\u00a0%, 4\u00a0s left', fraction: 0.625 });
    // From afar the line has no room for more.
    expect(look.word).toBe('62\u00a0%');
  });

  it('shows a warning above a good end, and a failure above a warning', () => {
    const problems = [aProblem('warning', '2 parts are unmatched.')];
    expect(nodeLook({ ...nothing, problems, state: aState('reused') })).toMatchObject({ status: 'warn' });
    expect(nodeLook({ ...nothing, problems, state: aState('failed', { why: 'It failed.' }) })).toMatchObject({
      ...{ status: 'fail', words: 'It failed' },
    });
  });

  it('says how long it took, why it was reused, and what a dry run foresees', () => {
    const times = { startedAt: '2026-01-05T09:00:00.000Z', endedAt: '2026-01-05T09:00:06.300Z' };
    expect(nodeLook({ ...nothing, state: aState('done', times) }).words).toBe('Ran in 6.3\u00a0s');
    expect(nodeLook({ ...nothing, state: aState('reused', { why: 'Reused, same CAD file.' }) }).words).toBe(
      'Reused, same CAD file',
    );
    const plan = { nodeId: 'n1', type: 'x', label: 'X', level: 0, produces: [], expectedSeconds: null };
    expect(nodeLook({ ...nothing, plan: { ...plan, decision: 'run', why: 'Samples now 128.' } })).toMatchObject({
      ...{ words: 'Samples now 128', word: 'Will run' },
    });
  });
});

describe('what a node shows of itself', () => {
  it('has the picture of its result, and none of a result that is no picture', () => {
    expect(nodePicture([image])).toEqual({ url: `media://artifact/${'2'.repeat(64)}.png`, summary: '1920 x 1080' });
    expect(nodePicture([{ ...image, files: image.files.slice(0, 1) }])).toBeNull();
  });

  it('keeps the set of nodes with a picture while it holds the same ones', () => {
    const outputsOf = (id: string) => (id === 'a' ? [image] : []);
    const before = picturedNodes(['a', 'b'], outputsOf, new Set());
    expect(before).toEqual(new Set(['a']));
    expect(picturedNodes(['b', 'a'], outputsOf, before)).toBe(before);
    expect(picturedNodes(['b'], outputsOf, before)).toEqual(new Set());
  });

  it('keeps the table of statuses until one of them is another one', () => {
    const before = statusTable(['a', 'b'], () => 'waiting', new Map());
    expect(statusTable(['a', 'b'], () => 'waiting', before)).toBe(before);
    expect(statusTable(['a', 'b'], (id) => (id === 'b' ? 'fail' : 'waiting'), before).get('b')).toBe('fail');
    expect(statusTable(['a'], () => 'waiting', before)).not.toBe(before);
  });

  it('has a glyph of its own class for every port type', () => {
    const outlines = portTypeSchema.options.map((type) => portOutline(type, { x: 0, y: 0 }));
    expect(new Set(outlines).size).toBe(4);
    expect(portOutline('cad', { x: 0, y: 0 }, 2)).not.toBe(portOutline('cad', { x: 0, y: 0 }));
  });

  it('is drawn in three levels', () => {
    expect([1, 0.75, 0.749, 0.4, 0.399].map(zoomLevel)).toEqual(['full', 'full', 'compact', 'compact', 'overview']);
  });
});

describe('what a wire tells', () => {
  it('is how much it carried and the beginning of its hash', () => {
    expect(wireFacts([image], 'image')).toEqual({ size: '1920 x 1080, 213\u00a0kB', hash: 'ab12cd34ef56' });
    expect(wireFacts([image], 'other')).toBeNull();
  });
});

describe('drawing a wire', () => {
  const config = aWorkflow(
    ['order_line_setup', 'resolve_glb', 'blender_still', 'image_composite'],
    ['order_line_setup.order_line > resolve_glb.order_line', 'blender_still.image > image_composite.images'],
  );
  const { nodes } = placeDocument(config, { catalogue, pictured: new Set() });
  const from = (node: string, port: string, direction: 'input' | 'output') => ({ node, port, direction });
  const fitting = (end: ReturnType<typeof from>) => [...fittingPortKeys(config, catalogue, end, nodes.values())];

  it('knows the ports that take it, from either end', () => {
    expect(fitting(from('resolve_glb', 'glb', 'output'))).toEqual(['input blender_still glb']);
    expect(fitting(from('blender_still', 'order_line', 'input'))).toEqual(['output order_line_setup order_line']);
  });

  it('offers no port that would close a circle or is wired to it already', () => {
    expect(fitting(from('image_composite', 'image', 'output'))).toEqual([]);
    expect(fitting(from('blender_still', 'image', 'output'))).toEqual([]);
  });

  it('has nothing to connect between two outputs', () => {
    const [a, b] = [from('a', 'x', 'output'), from('b', 'y', 'output')];
    expect(endsOf(a, b)).toEqual({ ok: false, reason: 'An output cannot be connected to another output.' });
    expect(endsOf(from('b', 'y', 'input'), a)).toMatchObject({
      ok: true,
      source: { node: 'a' },
      target: { node: 'b' },
    });
  });
});

describe('what is said of a selection', () => {
  const placed = placeDocument(aWorkflow([{ id: 's', type: 'blender_still', label: 'Hero' }]), {
    ...{ catalogue, pictured: new Set<string>() },
  });
  const shown = { placed, statuses: new Map([['s', 'fail']]) };

  it('is the name of a node, or a count', () => {
    expect(spokenSelection(selectionOf({ nodes: ['s'] }), shown)).toBe('Hero, blender_still, fail, selected');
    expect(spokenSelection(selectionOf({ nodes: ['s'], notes: ['t'] }), shown)).toBe('2 items selected');
    expect(spokenSelection(selectionOf({}), shown)).toBe('');
  });
});
