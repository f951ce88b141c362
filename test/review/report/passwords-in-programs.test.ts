import { named, password, shownOf } from './random-secrets.ts';

test('2,500 random secrets that a name or an address tells, in pods and Helm values, are in no format of a report', () => {
  expect(shownOf(password, named.programs)).toEqual([]);
});
