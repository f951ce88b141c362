import fc from 'fast-check';
import type { PlatformConfig } from '../../config/platform-config.ts';
import { edited } from './edit.ts';
import { answer, anyField } from './random.ts';

const anything = fc.oneof(fc.anything(), fc.string({ unit: 'binary' }), fc.integer(), fc.constant(undefined));

test('whatever a field holds, the answer is a list of problems with one printable line each, and never a crash', () => {
  fc.assert(
    fc.property(anyField, anything, anyField, anything, ([base, field], value, [, other], otherValue) => {
      const message = answer(tryEdits(base, { [field]: value, [other]: otherValue }));
      if (message === '') return;
      const [head = '', ...lines] = message.split('\n');
      expect(head).toMatch(new RegExp(`has ${lines.length} problems?:$`));
      for (const line of lines) expect(line).toMatch(/^ {2}[^\s\p{C}][^\p{C}\p{Zl}\p{Zp}]*: [^\p{C}\p{Zl}\p{Zp}]+$/u);
      expect(message).not.toMatch(/Invalid|Unrecognized|ZodError/);
    }),
    { numRuns: 150 },
  );
});

/** Two edits, of which the second may be below what the first took away. */
function tryEdits(base: PlatformConfig, edits: Readonly<Record<string, unknown>>): unknown {
  try {
    return edited(edits, base);
  } catch {
    return edited(Object.fromEntries(Object.entries(edits).slice(0, 1)), base);
  }
}
