import { secretSource } from '../../../review/compare/verdicts/identity/secret-source.ts';
import { cases, draft, step } from '../compare/trees.ts';
import { secret } from './fixture.ts';

type Fields = Readonly<Record<string, unknown>>;

const filled = (before: Fields, after: Fields, ...says: readonly string[]) =>
  step(secret({ z: 1, ...before }), secret({ z: 1, ...after }), ...says);
const entry = (secretKey: string, key: string) => ({ secretKey, remoteRef: { key } });
const target = (before: Fields, after: Fields, ...says: readonly string[]) =>
  filled({ target: { name: 'database', ...before } }, { target: { name: 'database', ...after } }, ...says);
const external = 'ExternalSecret shop/database:';
const elsewhere = `warn ${external} the Secret is filled from another entry`;
const foreign = `danger ${external} the Secret is filled from the entry of another environment`;
const neighbour = { ...secret({ data: [entry('a', 'data/x')] }), metadata: { name: 'neighbour' } };
const template = (data: Fields) => ({ template: { data } });

cases(secretSource, {
  'a Secret that stays, where nothing was said of it': step(
    secret({ target: undefined }),
    secret({ target: { creationPolicy: 'Orphan' } }),
    `warn ${external} the Secret stays in the cluster, with the passwords in it, when this object goes`,
  ),
  'another entry': filled({ data: [entry('a', 'x')] }, { data: [entry('a', 'y')] }, elsewhere),
  'all of another entry': filled(
    { dataFrom: [{ extract: { key: 'x' } }] },
    { dataFrom: [{ extract: { key: 'y' } }] },
    elsewhere,
  ),
  'another entry of the environment': filled(
    { data: [entry('a', 'airflow-prod/x')] },
    { data: [entry('a', 'airflow-prod/y')] },
    elsewhere,
  ),
  'the entry of another environment': filled(
    { data: [entry('a', 'airflow-prod/fernet')] },
    { data: [entry('a', 'airflow-dev/fernet')] },
    `${foreign} (airflow-dev/fernet): what was encrypted or signed with the own key cannot be read`,
  ),
  'all of the entry of another environment': filled(
    { dataFrom: [{ extract: { key: 'prod/x' } }] },
    { dataFrom: [{ extract: { key: 'dev/x' } }] },
    `${foreign} (dev/x)`,
  ),
  'another name of the environment': filled(
    { data: [entry('a', 'airflow-prod/x')] },
    { data: [entry('a', 'etl-prod/x')] },
    elsewhere,
  ),
  'an entry beside those of the environment': {
    before: [neighbour, secret({ data: [entry('a', 'data/y')] })],
    after: [neighbour, secret({ data: [entry('a', 'other/y')] })],
    says: [foreign],
  },
  'a part in which nothing else is': filled(
    { data: [entry('a', 'data/y')] },
    { data: [entry('a', 'other/y')] },
    elsewhere,
  ),
  'another store': filled({}, { secretStoreRef: { kind: 'ClusterSecretStore', name: 'b' } }, elsewhere),
  'another name of its digest': step(
    { ...secret({ data: [entry('a', 'x')] }), metadata: { name: 'database-0123abcd' } },
    { ...secret({ data: [entry('a', 'y')] }), metadata: { name: 'database-4567cdef' } },
    'warn ExternalSecret shop/database-4567cdef: the Secret is filled from another entry',
  ),
  'a Fernet key that is put together in another way': target(
    template({ 'fernet-key': '{{ .key }},{{ .previousKey }}' }),
    template({ 'fernet-key': '{{ .key }}' }),
    `danger ${external} the Fernet key is put together in another way`,
  ),
  'another template': target(template({ a: '1' }), template({ a: '2' })),
  'a Secret that stays': target(
    {},
    { creationPolicy: 'Orphan' },
    `warn ${external} the Secret stays in the cluster, with the passwords in it, when this object goes (spec.target.creationPolicy: Owner → Orphan)`,
  ),
  'a Secret of another one': target(
    { creationPolicy: 'Owner' },
    { creationPolicy: 'Merge' },
    `warn ${external} it only fills a Secret that another one made`,
  ),
  'a Secret that it makes or fills': target(
    {},
    { creationPolicy: 'CreateOrMerge' },
    `warn ${external} the Secret no longer belongs to it`,
  ),
  'no Secret any more': target(
    {},
    { creationPolicy: 'None' },
    `danger ${external} the Secret is no longer made and no longer updated`,
  ),
  'a Secret that belongs to it': target(
    { creationPolicy: 'Merge' },
    {},
    `warn ${external} the Secret belongs to it from now on`,
  ),
  'the default in words': target({}, { creationPolicy: 'Owner', deletionPolicy: 'Retain' }),
  'a Secret that goes with its entry': target(
    {},
    { deletionPolicy: 'Delete' },
    `danger ${external} the Secret is deleted as soon as its entry is gone from Secrets Manager`,
  ),
  'keys that go with those of its entry': target(
    {},
    { deletionPolicy: 'Merge' },
    `warn ${external} keys that are gone from the entry`,
  ),
  'a Secret that is retained': target(
    { deletionPolicy: 'Delete' },
    { deletionPolicy: 'Retain' },
    `info ${external} the Secret keeps its content`,
  ),
  'filled once': filled(
    {},
    { refreshPolicy: 'CreatedOnce' },
    `warn ${external} the Secret is filled once and never again`,
  ),
  'filled when it changes': filled(
    {},
    { refreshPolicy: 'OnChange' },
    `warn ${external} the Secret is filled again only when this object changes`,
  ),
  'filled by itself': filled(
    { refreshPolicy: 'OnChange' },
    {},
    `warn ${external} the Secret is filled again by itself (refreshInterval)`,
  ),
  'how often': filled(
    { refreshInterval: '1h' },
    { refreshInterval: '2h' },
    `info ${external} the Secret is filled again at another interval`,
  ),
  'never again': filled(
    { refreshInterval: '1h' },
    { refreshInterval: '0' },
    `warn ${external} the Secret is filled once and never again`,
  ),
  'never again, in another form': filled(
    { refreshInterval: '1h' },
    { refreshInterval: '0h0m0s' },
    `warn ${external} the Secret is filled once and never again`,
  ),
  'an interval of which nobody takes notice': filled(
    { refreshPolicy: 'OnChange', refreshInterval: '1h' },
    { refreshPolicy: 'OnChange', refreshInterval: '0' },
    `info ${external} nothing happens: refreshPolicy OnChange takes no notice of the interval`,
  ),
  'data of something else': step(
    draft('Widget', { spec: { data: [1], refreshPolicy: 'a' } }),
    draft('Widget', { spec: { data: [2], refreshPolicy: 'b' } }),
  ),
  'a new one': step(undefined, secret({})),
});
