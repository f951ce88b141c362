import { helmRepositories } from '../../config/names.ts';
import type { PlatformConfig } from '../../config/platform-config.ts';
import { at, listIn, stringsIn } from '../../imports/json.ts';
import { type Mutable, platformConfig } from '../fixtures.ts';
import { all, children, pick, render } from '../render.ts';
import { everyAwsChoice } from '../support/configs.ts';

/** What `everyAwsChoice` has and another environment, or the same one later, has not. */
const removals: [string, (draft: Mutable<PlatformConfig>) => void][] = [
  ['monitoring and the load balancer', () => undefined],
  [
    'any team',
    (draft) => {
      draft.teams = [];
    },
  ],
];

describe('an AppProject', () => {
  const manifests = render(everyAwsChoice);
  const project = (name: string) => pick(manifests, 'AppProject', name);

  test('outlives the Applications that need it for their own deletion (argoproj/argo-cd#13349)', () => {
    for (const { metadata } of all(manifests, 'AppProject')) {
      expect(metadata.annotations).toEqual({
        'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
        'argocd.argoproj.io/sync-wave': '-100',
      });
    }
  });

  test('lists what it allows: no wildcard but the teams, and kinds inside its own namespaces', () => {
    const text = JSON.stringify(all(manifests, 'AppProject'));
    expect(text.match(/"[^"]*\*[^"]*"/g)).toEqual(['"spark-*"']);
  });

  test('of Airflow allows its chart, this repository and its namespace', () => {
    const data = children(manifests).filter((child) => child.project === 'data');
    expect(stringsIn(project('data').spec, 'sourceRepos')).toEqual([
      'https://airflow.apache.org',
      'https://github.com/example/airflow-on-eks.git',
    ]);
    expect(listIn(project('data').spec, 'destinations')).toEqual([{ name: 'in-cluster', namespace: 'airflow' }]);
    expect(data.map(({ name }) => name)).toEqual(['airflow', 'airflow-ingress']);
  });

  test.each(removals)(
    'allows the same without %s: it is applied first, and what it no longer allows is never deleted',
    (_, remove) => {
      const { spec } = pick(render(platformConfig(remove)), 'AppProject', 'platform');
      expect(spec).toEqual(project('platform').spec);
    },
  );

  test('knows the repository of each chart from the table, so that the removal of a chart takes none away', () => {
    const tables = Object.values(helmRepositories).flatMap((table) => Object.values<string>(table));
    const used = children(manifests).flatMap(({ charts }) => charts.map(({ repoUrl }) => repoUrl));
    expect([...new Set(used)].sort()).toEqual(tables.sort());
  });

  test('of Airflow refuses a Secret in Git, and what limits it', () => {
    expect(at(project('data').spec, 'clusterResourceWhitelist')).toEqual([]);
    const refused = listIn(project('data').spec, 'namespaceResourceBlacklist').map((item) => at(item, 'kind'));
    expect(refused).toEqual(['Secret', 'ResourceQuota', 'LimitRange', 'NetworkPolicy']);
  });

  test('of the root lets it make Applications and projects, and nothing else', () => {
    expect(project('root').spec).toMatchObject({
      clusterResourceWhitelist: [],
      namespaceResourceWhitelist: [
        { group: 'argoproj.io', kind: 'Application' },
        { group: 'argoproj.io', kind: 'AppProject' },
      ],
    });
  });
});
