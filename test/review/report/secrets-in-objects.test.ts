import { anywhere, freely, shownOf } from './random-secrets.ts';

test('2,500 random secrets that say what they are, in settings and annotations, are in no format of a report', () => {
  expect(shownOf(2_500, anywhere, freely.objects)).toEqual([]);
});
