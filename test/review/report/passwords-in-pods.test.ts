import { named, password, shownOf } from './random-secrets.ts';

test('1,250 random secrets that a name or an address tells, in pods, are in no format of a report', () => {
  expect(shownOf(1_250, password, named.pods)).toEqual([]);
});
