import fc from 'fast-check';
import { expectReview, good, spoiledTree } from './fuzz.ts';

test('objects that come and are nothing like their schema are reviewed in every format, without a stack trace', async () => {
  await fc.assert(
    fc.asyncProperty(spoiledTree, (files) => expectReview(good, files)),
    { numRuns: 13, seed: 13, endOnFailure: true },
  );
});
