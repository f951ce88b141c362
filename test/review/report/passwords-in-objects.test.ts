import { named, password, shownOf } from './random-secrets.ts';

test('2,500 random secrets that a name or an address tells, in settings, Secrets and annotations, are in no format of a report', () => {
  expect(shownOf(2_500, password, named.objects)).toEqual([]);
});
