import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { settingIssueWords } from '../../../../shared/graph/settingIssueWords.ts';

const words = (schema: z.ZodType, value: unknown): string | undefined =>
  schema.safeParse(value, { error: settingIssueWords }).error?.issues[0]?.message;

describe('what to do about a setting that its schema refuses', () => {
  it.each<[z.ZodType, unknown, string]>([
    [z.int().min(1), 0, 'Choose 1 or more'],
    [z.number().gt(0), 0, 'Choose more than 0'],
    [z.number().max(360), 400, 'Choose 360 or less'],
    [z.number().lt(1), 1, 'Choose less than 1'],
    [z.int(), 1.5, 'Give a whole number'],
    [z.number(), 'many', 'Give a number'],
    [z.boolean(), 'yes', 'Give true or false'],
    [z.int().multipleOf(2), 7, 'Choose a multiple of 2'],
    [z.enum(['CYCLES', 'EEVEE', 'WORKBENCH']), 'POVRAY', 'Choose "CYCLES", "EEVEE" or "WORKBENCH"'],
    [z.literal(7), 8, 'Choose 7'],
    [z.string().min(1), '', 'Write something'],
    [z.string().min(3), 'a', 'Write at least 3 characters'],
    [z.string().max(2), 'abc', 'Write at most 2 characters'],
    [z.array(z.int()).min(2), [1], 'Name at least 2'],
    [z.array(z.int()).max(1), [1, 2], 'Name at most 1'],
  ])('%#: %o', (schema, value, expected) => {
    expect(words(schema, value)).toBe(expected);
  });

  it('leaves words to the schema where it has its own', () => {
    expect(words(z.string().regex(/^a/, 'Begin with an a'), 'b')).toBe('Begin with an a');
    expect(words(z.number().min(2, 'Two make a pair'), 1)).toBe('Two make a pair');
  });

  it('is the same for a schema that was made of JSON Schema', () => {
    expect(words(z.fromJSONSchema({ type: 'integer', minimum: 1, maximum: 65_536 }), 0)).toBe('Choose 1 or more');
  });
});
