import { describe, expect, it } from 'vitest';
import { dropWords, refusedWords, sortDropped } from '../../../renderer/shell/droppedFiles.ts';

const named = (...names: string[]): { name: string }[] => names.map((name) => ({ name }));

describe('dropped files', () => {
  it('are sorted by their endings, whatever the case', () => {
    const sorted = sortDropped(
      named('a.STEP', 'b.stp', 'c.p21', 'd.blend', 'e.PNG', 'f.json', 'g.webm', 'h.exe', 'step'),
    );
    expect(sorted.step.map((file) => file.name)).toEqual(['a.STEP', 'b.stp', 'c.p21']);
    expect(sorted.blend.map((file) => file.name)).toEqual(['d.blend']);
    expect(sorted.workflow.map((file) => file.name)).toEqual(['e.PNG', 'f.json', 'g.webm']);
    expect(sorted.refused.map((file) => file.name)).toEqual(['h.exe', 'step']);
  });

  it('say while they hover what will happen', () => {
    expect(dropWords(['', '', 'model/step'])).toEqual({ takes: true, text: 'Import 3 STEP files as products' });
    expect(dropWords([''])).toEqual({ takes: true, text: 'Import 1 STEP file as a product' });
    expect(dropWords(['image/png'])).toEqual({ takes: true, text: 'Open the workflow that made this file' });
    expect(dropWords(['application/json', '', 'video/mp4', 'image/webp'])).toEqual({
      takes: true,
      text: 'Import 1 STEP file as a product, import 1 workflow, open the workflow that made these 2 files',
    });
    expect(dropWords(['application/zip'])).toMatchObject({ takes: false });
  });

  it('that are refused are named, the first three', () => {
    expect(refusedWords(named('a.zip'))).toContain('‘a.zip’ is not a file that HartOMat reads.');
    expect(refusedWords(named('a', 'b', 'c', 'd'))).toContain('‘a’, ‘b’, ‘c’ and 1 more are not files that');
  });
});
