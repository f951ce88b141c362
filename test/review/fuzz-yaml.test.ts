import fc from 'fast-check';
import { good, review } from './fuzz.ts';

/** Texts that are hardly YAML. */
const text = fc.string({
  unit: fc.constantFrom(...'\n -:[]{}&*!|>\'"%@`#a1\t\u00e9'.split(''), 'kind: A\n', '---\n', 'apiVersion: v1\n'),
  maxLength: 60,
});

test('a file that is hardly YAML is a finding or a refusal in words, never a stack trace', async () => {
  await fc.assert(
    fc.asyncProperty(text, async (content) => {
      const { text: said } = await review(good, [...good, content]);
      expect(said).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m);
    }),
    { numRuns: 60, seed: 12, endOnFailure: true },
  );
});
