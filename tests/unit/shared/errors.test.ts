import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { comparisonReasonCodes } from '../../../shared/domain/comparison.ts';
import { workflowProblemCodes } from '../../../shared/domain/workflowProblem.ts';
import { AppError, fromErrorValue, toErrorValue } from '../../../shared/errors/appError.ts';
import { errorCatalogue } from '../../../shared/errors/errorCatalogue.ts';

const page = join(import.meta.dirname, '..', '..', '..', 'docs', 'errors.md');

function errorPage(): string {
  const rows = Object.entries(errorCatalogue).map(
    ([code, { kind, remedy }]) => `| \`${code}\` | ${kind} | ${remedy} |`,
  );
  return `# Errors

Every error has a stable code. *user*: something that you can change. *operational*: the machine's state; some are retried.
*unexpected*: a bug; please report it. Made from \`shared/errors/errorCatalogue.ts\`: after a change there, run
\`HARTOMAT_UPDATE_DOCS=1 npx vitest run tests/unit/shared/errors.test.ts\`.

| code | kind | what to do |
| --- | --- | --- |
${rows.join('\n')}

## Findings about workflows

Each comes with what is wrong, where, and what to do: \`hartomat workflows validate\` prints them. Those of \`preflight\` look at
this machine and this product.

${listed(workflowProblemCodes)}

## Reasons of verdicts

Of the comparison of a shadow run. \`evidence\` and \`conditions\` make it inconclusive: such a pair proves nothing.

${listed(comparisonReasonCodes)}
`;
}

/** One line for each group of codes. */
function listed(codes: readonly string[]): string {
  const names = [...new Set(codes.map((code) => code.split('.')[0]))];
  const groups = names.map((name) => codes.filter((code) => code.startsWith(`${name}.`)));
  return groups.map((group) => `- ${group.map((code) => `\`${code}\``).join(', ')}`).join('\n');
}

describe('errors', () => {
  it('survive the way over a boundary and back', () => {
    const error = new AppError('cad.truncated', 'as1.stp ends in line 12.', { details: { line: 12 } });
    const back = fromErrorValue(structuredClone(error.toValue()));
    expect(back.toValue()).toEqual(error.toValue());
  });

  it('never show a stack, whatever was thrown', () => {
    for (const thrown of [new Error('boom'), 'boom', 17, null, undefined, { code: 1 }, Object.create(null)]) {
      const value = toErrorValue(thrown);
      expect(value.code).toBe('app.unexpected');
      expect(JSON.stringify(value)).not.toMatch(/at .*:\d+/);
    }
  });

  it('have a code of two lower-case words and a remedy that is a sentence', () => {
    for (const [code, { remedy }] of Object.entries(errorCatalogue)) {
      expect(code).toMatch(/^[a-z_]+\.[a-z_]+$/);
      expect(remedy, code).toMatch(/^[A-Z].*\.$/);
    }
  });

  it('are all listed in docs/errors.md', () => {
    if (process.env.HARTOMAT_UPDATE_DOCS) writeFileSync(page, errorPage());
    expect(readFileSync(page, 'utf8')).toBe(errorPage());
  });
});
