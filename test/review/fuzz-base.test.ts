import fc from 'fast-check';
import { expectReview, good, spoiledTree } from './fuzz.ts';

test('objects that go and are nothing like their schema are reviewed in every format, without a stack trace', async () => {
  await fc.assert(
    fc.asyncProperty(spoiledTree, (files) => expectReview(files, good)),
    { numRuns: 13, seed: 11, endOnFailure: true },
  );
});
