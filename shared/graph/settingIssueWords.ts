import type { z } from 'zod';
import { showValue } from './showValue.ts';
import { valueKinds } from './valueKinds.ts';

/** `a`, `a or b`, `a, b or c` */
const choice = new Intl.ListFormat('en-GB', { type: 'disjunction' });

/**
 * What to do about a setting that its schema refuses, without a full stop: `Choose 1 or more`. Given to `safeParse` as its
 * `error`: words of the schema itself go before these. undefined = nothing better is known than what the schema says.
 */
export const settingIssueWords: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'too_small':
      return atLeast(issue.origin, Number(issue.minimum), issue.inclusive !== false);
    case 'too_big':
      return atMost(issue.origin, Number(issue.maximum), issue.inclusive !== false);
    case 'not_multiple_of':
      return `Choose a multiple of ${issue.divisor}`;
    case 'invalid_type':
      return `Give ${valueKinds[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `Choose ${choice.format(issue.values.map(showValue))}`;
    default:
      return undefined;
  }
};

function atLeast(origin: string, least: number, inclusive: boolean): string {
  if (origin === 'string') return least === 1 ? 'Write something' : `Write at least ${least} characters`;
  if (origin === 'array' || origin === 'set') return `Name at least ${least}`;
  return inclusive ? `Choose ${least} or more` : `Choose more than ${least}`;
}

function atMost(origin: string, most: number, inclusive: boolean): string {
  if (origin === 'string') return `Write at most ${most} characters`;
  if (origin === 'array' || origin === 'set') return `Name at most ${most}`;
  return inclusive ? `Choose ${most} or less` : `Choose less than ${most}`;
}
