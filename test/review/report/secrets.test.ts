import fc from 'fast-check';
import { allVerdicts } from '../../../review/compare/verdicts/index.ts';
import { formats } from '../../../review/report/formats.ts';
import { chart, type Draft, draft } from '../compare/trees.ts';
import { deployment } from '../verdicts/fixture.ts';
import { reportOf } from './reports.ts';

const text = (unit: string, minLength: number, maxLength = minLength) =>
  fc.string({ unit: fc.constantFrom(...unit), minLength, maxLength });
const lower = 'abcdefghijklmnopqrstuvwxyz';
const digits = '0123456789';
const letters = `${lower}${lower.toUpperCase()}${digits}`;
const upper = `${lower.toUpperCase()}${digits}`;

/** Secrets that say by themselves what they are, wherever they stand. */
const anywhere = fc.oneof(
  text(letters, 24, 64),
  text(`${letters}+/`, 32, 64),
  text('0123456789abcdef', 40, 64),
  text(`${letters}-_`, 43).map((key) => `${key}=`),
  text(upper, 16).map((key) => `AKIA${key}`),
  text(letters, 36).map((key) => `ghp_${key}`),
  text(letters, 20).map((key) => `glpat-${key}`),
  fc.tuple(text(letters, 12), text(letters, 30), text(letters, 20)).map(([a, b, c]) => `eyJ${a}.eyJ${b}.${c}`),
  text(`${letters}+/`, 64).map((key) => `-----BEGIN PRIVATE KEY-----\n${key}\n-----END PRIVATE KEY-----`),
);
/** A password that a person made up: the name beside it, or its place in an address, says what it is. */
const password = text(`${letters}.-_~%`, 8, 20).filter(
  (one) => /[a-z]/.test(one) && /\d/.test(one) && !/^\d+[smhd]?$/.test(one),
);

/** Places of a secret: an object before and after, of which one has it. */
type Place = (secret: string) => Draft;
const freely: readonly Place[] = [
  (secret) => draft('ConfigMap', { data: { setting: secret } }),
  (secret) => draft('ConfigMap', { data: { 'a.json': JSON.stringify({ one: { two: [secret] } }) } }),
  (secret) => draft('ConfigMap', { data: { 'a.ini': `[core]\nsetting = ${secret}\nother = 1\n` } }),
  (secret) => draft('Service', { metadata: { annotations: { 'example.com/setting': secret } } }),
  (secret) => deployment({ env: [{ name: 'SETTING', value: secret }] }),
  (secret) => deployment({ args: ['--setting', secret, `--other=${secret}`] }),
  (secret) => chart('airflow', { extra: { setting: secret } }),
];
const named: readonly Place[] = [
  (secret) => draft('Secret', { stringData: { anything: secret } }),
  (secret) => draft('Secret', { data: { anything: Buffer.from(secret).toString('base64') } }),
  (secret) => draft('ConfigMap', { data: { password: secret } }),
  (secret) =>
    draft('ConfigMap', { data: { url: `postgresql://airflow:${encodeURIComponent(secret)}@db.example.com/airflow` } }),
  (secret) => deployment({ env: [{ name: 'DB_PASSWORD', value: secret }] }),
  (secret) =>
    deployment({
      env: [{ name: 'AIRFLOW_CONN_DB', value: `mysql://user:${encodeURIComponent(secret)}@host:3306/x?a=b` }],
    }),
  (secret) => chart('airflow', { data: { metadataConnection: { pass: 'x', password: secret } } }),
  (secret) => chart('airflow', { env: [{ name: 'API_TOKEN', value: secret }] }),
];

const other: Draft = draft('ConfigMap', { metadata: { name: 'other' }, data: { a: '1' } });
const shown = (before: readonly Draft[], after: readonly Draft[]) => {
  const report = reportOf([...before, other], [...after, other]);
  return Object.values(formats)
    .map((format) => format(report, allVerdicts))
    .join('\n');
};

/** A text holds a secret where it holds most of it. */
function leaks(page: string, secret: string): boolean {
  const bare = secret.replace(/^-----BEGIN PRIVATE KEY-----\n|\n-----END PRIVATE KEY-----$/g, '');
  const forms = [bare, encodeURIComponent(bare), Buffer.from(bare).toString('base64')];
  return forms.some((form) => page.includes(form) || page.includes(form.slice(0, Math.ceil(form.length * 0.8))));
}

/** As many as fit a comment, so that no format leaves one out. */
const batch = 50;

/** A secret that comes, that goes, or that is new in an old object. */
function sidesOf(place: Place, secret: string, index: number) {
  const named = (one: Draft) => [{ ...one, metadata: { ...one.metadata, name: `object-${index}` } }];
  const [has, hasNot] = [named(place(secret)), named(place('nothing'))];
  if (index % 3 === 0) return { before: hasNot, after: has };
  return index % 3 === 1 ? { before: has, after: hasNot } : { before: [], after: has };
}

describe.each([
  ['that say what they are', anywhere, freely],
  ['that a name or an address tells', password, named],
] as const)('5,000 random secrets %s', (_, secrets, places) => {
  test('are in no format of a report: neither added, nor removed, nor changed', () => {
    const all = fc.sample(secrets, { numRuns: 5_000, seed: 7 });
    const found = Array.from({ length: all.length / batch }, (_none, at) =>
      all.slice(at * batch, (at + 1) * batch),
    ).flatMap((some) => {
      const sides = some.map((secret, index) => sidesOf(places[index % places.length] as Place, secret, index));
      const page = shown(
        sides.flatMap(({ before }) => before),
        sides.flatMap(({ after }) => after),
      );
      return some.filter((secret) => leaks(page, secret));
    });
    expect(found).toEqual([]);
  });
});
