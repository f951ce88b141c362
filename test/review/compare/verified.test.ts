import { newAndFixed } from '../../../review/compare/verified.ts';
import { images } from '../../../review/verify/security/images.ts';
import { secrets } from '../../../review/verify/security/secrets.ts';
import { chart, comparison, type Draft, draft } from './trees.ts';

/** What a change breaks and repairs, as `<severity> <object>`. */
function found(before: readonly Draft[], after: readonly Draft[]): readonly string[] {
  return newAndFixed(comparison(before, after), [images, secrets]).map(
    ({ rule, severity, objects }) => `${rule} ${severity} ${objects.map((one) => 'id' in one && one.id.name).join()}`,
  );
}

const pod = (name: string, image: string): Draft =>
  draft('Pod', { metadata: { name }, spec: { containers: [{ name: 'a', image }] } });
const login = (value: string) => chart('airflow', { createUserJob: { env: [{ name: 'ADMIN_PASSWORD', value }] } });
const ingress = draft('Ingress');

test('an image that loses its version is new, and one that had none already is not', () => {
  const old = pod('old', 'nginx');
  expect(found([old, pod('web', 'nginx:1.29')], [old, pod('web', 'nginx')])).toEqual(['security/images warn web']);
});

test('an image that gets its version is fixed', () => {
  expect(found([pod('web', 'nginx')], [pod('web', 'nginx:1.29')])).toEqual(['security/images info web']);
});

test('a login that everybody knows is found where the Ingress that leads to it did not change', () => {
  expect(found([ingress, login('')], [ingress, login('admin')])).toEqual(['security/secrets warn airflow']);
});

test('a new Ingress makes a secret of the login that everybody knows, which did not change', () => {
  expect(found([login('admin')], [login('admin'), ingress])).toEqual(['security/secrets warn airflow']);
});
