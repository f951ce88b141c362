import { dagSource } from '../../../review/compare/verdicts/delivery/dag-source.ts';
import { projectOf, source } from '../../../review/compare/verdicts/delivery/source.ts';
import { application, cases, chart, draft, step } from '../compare/trees.ts';
import { settings } from './fixture.ts';

type Fields = Readonly<Record<string, unknown>>;

const cart = 'Application argocd/cart:';
const platform = { repoURL: 'https://git.example.com/platform.git', path: 'dist/prod/cart', targetRevision: 'main' };
const git = (fields: Fields) => application('cart', { source: { ...platform, ...fields } });
const from = (before: Fields, after: Fields, ...says: readonly string[]) => step(git(before), git(after), ...says);
const from2 = (before: readonly Fields[], after: readonly Fields[], ...says: readonly string[]) =>
  step(
    application('cart', { source: undefined, sources: before }),
    application('cart', { source: undefined, sources: after }),
    ...says,
  );
const sameAddress = `info ${cart} the address of the repository is written in another way`;

cases(source, {
  'another branch': from(
    {},
    { targetRevision: 'feature' },
    `danger ${cart} it follows another revision: the branch feature instead of main; commits there`,
  ),
  'another branch, by its full name': from(
    { targetRevision: 'refs/heads/main' },
    { targetRevision: 'refs/heads/v1' },
    `danger ${cart} it follows another revision: the branch v1 instead of main`,
  ),
  ...Object.fromEntries(
    ['refs/tags/next', 'v1.2.0', '1.2'].map((targetRevision) => [
      `the tag ${targetRevision}`,
      from(
        {},
        { targetRevision },
        `warn ${cart} it is held at one tag (${targetRevision.replace('refs/tags/', '')}): what is merged later does not arrive`,
      ),
    ]),
  ),
  'no branch': from(
    {},
    { targetRevision: undefined },
    `danger ${cart} it follows another revision: the branch HEAD instead of main`,
  ),
  'a branch where there was none': from(
    { targetRevision: undefined },
    {},
    `danger ${cart} it follows another revision: the branch main instead of HEAD`,
  ),
  'one commit': from(
    {},
    { targetRevision: '0123456789abcdef0123456789abcdef01234567' },
    `warn ${cart} it is held at one commit (0123456789ab): what is merged later does not arrive`,
  ),
  'one commit, by its first digits': from(
    {},
    { targetRevision: '0123456' },
    `warn ${cart} it is held at one commit (0123456): what is merged later does not arrive`,
  ),
  'the same branch by its full name': from(
    {},
    { targetRevision: 'refs/heads/main' },
    `info ${cart} the branch is written in another way`,
  ),
  'the same repository by SSH': from({}, { repoURL: 'git@git.example.com:platform.git' }, sameAddress),
  'another repository by SSH': from(
    {},
    { repoURL: 'git@git.example.com:other.git' },
    `danger ${cart} it follows another repository`,
  ),
  'a branch like a commit': from(
    {},
    { targetRevision: '0123456789abcdef0123456789abcdef01234567-fix' },
    `danger ${cart} it follows another revision: the branch 0123456789abcdef0123456789abcdef01234567-fix`,
  ),
  'another repository': from(
    {},
    { repoURL: 'https://git.example.com/other.git' },
    `danger ${cart} it follows another repository: https://git.example.com/other.git, before https://git.example.com/platform.git; whoever may push there decides what runs`,
  ),
  'another host': from(
    {},
    { repoURL: 'https://mallory.example.com/platform.git' },
    `danger ${cart} it follows another repository`,
  ),
  'another spelling': from({}, { repoURL: 'https://reader@GIT.example.com/platform/' }, sameAddress),
  'a spelling with .git within': from(
    { repoURL: 'https://git.example.com/a.github' },
    { repoURL: 'https://git.example.com/ahub' },
    `danger ${cart} it follows another repository`,
  ),
  'another folder': from(
    {},
    { path: 'dist/prod/other' },
    `danger ${cart} it follows another folder: dist/prod/other, before dist/prod/cart; what is only in the old one is deleted, or asked about`,
  ),
  'another folder, and what was in the old one': {
    before: [git({}), { ...settings({ a: '1' }), folder: 'cart' }],
    after: [git({ path: 'dist/prod/other' }), { ...settings({ a: '1' }), folder: 'cart' }],
    says: [
      `danger ${cart} it follows another folder: dist/prod/other, before dist/prod/cart; what is only in the old one (1 object) is deleted, or asked about (it applied 1 objects (1 ConfigMap))`,
    ],
  },
  'the folder of another Application': {
    before: [git({}), application('shop'), settings({})],
    after: [git({ path: 'dist/prod/shop' }), application('shop'), settings({})],
    says: [
      `danger ${cart} it follows another folder: dist/prod/shop`,
      `danger ${cart} the Application shop applies the same folder: each takes the objects from the other, without end`,
    ],
  },
  'other files of the folder': from(
    {},
    { directory: { exclude: 'a*' } },
    `info ${cart} which files of its folder it applies is decided in another way (directory)`,
  ),
  'the root folder': from(
    {},
    { path: undefined },
    `danger ${cart} it follows another folder: ., before dist/prod/cart`,
  ),
  'a folder less of two': step(
    application('cart', { source: undefined, sources: [platform, { ...platform, path: 'x' }] }),
    application('cart', { source: undefined, sources: [platform] }),
  ),
  'a branch for one of two': step(
    application('cart', { source: undefined, sources: [{ ...platform, path: 'x' }, platform] }),
    application('cart', {
      source: undefined,
      sources: [
        { ...platform, path: 'x' },
        { ...platform, targetRevision: 'feature' },
      ],
    }),
    `danger ${cart} it follows another revision: the branch feature instead of main`,
  ),
  'another repository for one of two folders': from2(
    [platform, { ...platform, path: 'x' }],
    [{ ...platform, path: 'x', repoURL: 'https://git.example.com/other.git' }, platform],
    `danger ${cart} it follows another repository: https://git.example.com/other.git, before`,
  ),
  'another folder for one of two repositories': from2(
    [platform, { ...platform, path: 'x', repoURL: 'https://git.example.com/other.git' }],
    [platform, { ...platform, path: 'y', repoURL: 'https://git.example.com/other.git' }],
    `danger ${cart} it follows another folder: y, before x;`,
  ),
  'a first folder beside a chart': from2(
    [platform, { chart: 'a', repoURL: 'https://charts.example.com', targetRevision: '1.2.3' }],
    [platform, { chart: 'b', repoURL: 'https://charts.example.com', targetRevision: '1.2.4' }],
  ),
  'a long name like a commit': from(
    {},
    { targetRevision: 'fix-0123456789abcdef0123456789abcdef01234567' },
    `danger ${cart} it follows another revision: the branch fix-0123456789abcdef0123456789abcdef01234567`,
  ),
  'a user in an address without TLS': from(
    { repoURL: 'http://reader@git.example.com/a' },
    { repoURL: 'http://git.example.com/a//' },
    `danger ${cart} it follows another repository`,
  ),
  'a version of a chart, which has a verdict of its own': step(
    chart('cart', {}),
    chart('cart', {}, { targetRevision: '2.0.0' }),
  ),
  'a new Application': step(undefined, git({})),
  'a source of something else': step(
    draft('Widget', { spec: { source: platform } }),
    draft('Widget', { spec: { source: { ...platform, path: 'x' } } }),
  ),
});

const inProject = (project: string | undefined) => application('cart', { project });

cases(projectOf, {
  'the default one': step(
    inProject('data'),
    inProject(undefined),
    `danger ${cart} it belongs to the project default, before data: that one allows everything`,
  ),
  'another one': step(
    inProject('data'),
    inProject('web'),
    `warn ${cart} it belongs to the project web, before data: what it may make, and where, is what that one allows`,
  ),
  'the same one': step(git({}), git({ path: 'x' })),
  'a new Application': step(undefined, inProject('default')),
});

const bundle = (kwargs: Fields, more: Fields = {}) => ({ name: 'dags', classpath: 'a.GitDagBundle', kwargs, ...more });
const bundles = (...list: readonly unknown[]) => chart('airflow', { dagProcessor: { dagBundleConfigList: list } });
const inText = (text: string) => chart('airflow', { config: { dag_processor: { dag_bundle_config_list: text } } });
const inAirflow = 'Application argocd/airflow:';
const place = `danger ${inAirflow} Airflow runs the DAGs of another place:`;
const also = `warn ${inAirflow} Airflow also runs the code of another bundle`;
const gone = `danger ${inAirflow} the DAGs of the bundle`;
const unseen = 'what is merged there runs without a review here';
const gitSync = (fields: Fields) => chart('airflow', { dags: { gitSync: fields } });

const byParameter = (text: string) =>
  chart(
    'airflow',
    {},
    {
      helm: {
        releaseName: 'airflow',
        parameters: [{ name: 'config.dag_processor.dag_bundle_config_list', value: text }],
      },
    },
  );

cases(dagSource, {
  'a bundle, in values that had none': step(chart('airflow', {}), bundles(bundle({ tracking_ref: 'main' })), also),
  'another branch, given as a parameter': step(
    byParameter(JSON.stringify([bundle({ tracking_ref: 'main' })])),
    byParameter(JSON.stringify([bundle({ tracking_ref: 'feature' })])),
    `${place} branch feature (bundle 'dags')`,
  ),
  'another branch': step(
    bundles(bundle({ tracking_ref: 'main', subdir: 'dags' })),
    bundles(bundle({ tracking_ref: 'feature', subdir: 'dags' })),
    `${place} branch feature (bundle 'dags') (before: branch main; ${unseen})`,
  ),
  'another repository and folder': step(
    bundles(bundle({ repo_url: 'a', subdir: 'a' })),
    bundles(bundle({ repo_url: 'b', subdir: 'b' })),
    `${place} repository b, folder b (bundle 'dags') (before: repository a, folder a; ${unseen})`,
  ),
  'no branch': step(
    bundles(bundle({ tracking_ref: 'main' })),
    bundles(bundle({})),
    `${place} no place given (bundle 'dags') (before: branch main;`,
  ),
  'another kind': step(
    bundles(bundle({ tracking_ref: 'main', git_conn_id: 'git' })),
    bundles(bundle({ bucket_name: 'b', prefix: 'p', aws_conn_id: 'aws' }, { classpath: 'a.b.S3DagBundle' })),
    `${place} kind S3DagBundle, bucket b, prefix p, connection aws (bundle 'dags') (before: kind GitDagBundle, branch main, connection git; ${unseen})`,
  ),
  'a bundle more': step(
    bundles(bundle({ tracking_ref: 'main' })),
    bundles(bundle({ tracking_ref: 'main' }), bundle({ repo_url: 'r' }, { name: 'more' })),
    `${also} ('more', repository r)`,
  ),
  'a bundle less': step(
    bundles(bundle({}), bundle({}, { name: 'more' })),
    bundles(bundle({})),
    `${gone} 'more' disappear from Airflow, and their schedules end`,
  ),
  'another order': step(
    bundles(bundle({}), bundle({}, { name: 'more' })),
    bundles(bundle({}, { name: 'more' }), bundle({})),
  ),
  'how often it is read': step(bundles(bundle({ refresh_interval: 1 })), bundles(bundle({ refresh_interval: 2 }))),
  'a list in a text': step(
    inText(JSON.stringify([bundle({ tracking_ref: 'main' })])),
    inText(JSON.stringify([bundle({ tracking_ref: 'feature' })])),
    `${place} branch feature (bundle 'dags')`,
  ),
  'a text that is no list': step(
    inText(JSON.stringify([bundle({})])),
    inText('{"name":"dags"}'),
    `${gone} 'dags' disappear`,
  ),
  'a text that is no JSON': step(inText(JSON.stringify([bundle({})])), inText('['), `${gone} 'dags' disappear`),
  'another branch of the chart’s own way': step(
    gitSync({ repo: 'a', branch: 'main' }),
    gitSync({ repo: 'a', branch: 'feature' }),
    `${place} branch feature`,
  ),
  'another repository of the chart’s own way': step(
    gitSync({ repo: 'a', branch: 'main' }),
    gitSync({ repo: 'b' }),
    `${place} branch the default, repo b`,
  ),
  'how often the chart’s own way reads': step(gitSync({ period: 1 }), gitSync({ period: 2 })),
  'a field with that name elsewhere': step(
    chart('airflow', { scheduler: { enabled: true } }),
    chart('airflow', { scheduler: { enabled: false } }),
  ),
});
