/** Components take every colour and font size from renderer/styles/tokens.css, so that both themes stay right. */

const rawColour = /#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(|\boklch\(/;
const rawFontSize = /font(-size)?\s*:[^;{}]*\b\d+(\.\d+)?(px|pt|rem)\b/;

/** @type {import('eslint').Rule.RuleModule} */
const rule = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { raw: 'Use a token of renderer/styles/tokens.css instead of `{{text}}`.' },
  },
  create(context) {
    return {
      SvelteStyleElement(node) {
        for (const child of node.children) {
          const lines = child.value.split('\n');
          lines.forEach((line, index) => {
            const hit = rawColour.exec(line) ?? rawFontSize.exec(line);
            if (!hit) return;
            const start = child.loc.start.line + index;
            context.report({
              loc: { start: { line: start, column: 0 }, end: { line: start, column: line.length } },
              messageId: 'raw',
              data: { text: hit[0] },
            });
          });
        }
      },
    };
  },
};

export const tokensOnly = [
  {
    files: ['renderer/**/*.svelte'],
    plugins: { hartomat: { rules: { 'tokens-only': rule } } },
    rules: { 'hartomat/tokens-only': 'error' },
  },
];
