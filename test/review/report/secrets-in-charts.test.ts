import { anywhere, freely, shownOf } from './random-secrets.ts';

test('1,250 random secrets that say what they are, in Helm values, are in no format of a report', () => {
  expect(shownOf(1_250, anywhere, freely.charts)).toEqual([]);
});
