import { helmRepositories } from '../../config/names.ts';
import type { PlatformConfig } from '../../config/platform-config.ts';
import { at, listIn } from '../../imports/json.ts';
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
    expect(used).toEqual(expect.arrayContaining(tables));
  });

  test('of Airflow refuses a Secret in Git, and what limits it', () => {
    expect(at(project('data').spec, 'clusterResourceWhitelist')).toEqual([]);
    const refused = listIn(project('data').spec, 'namespaceResourceBlacklist').map((item) => at(item, 'kind'));
    expect(refused).toEqual(['Secret', 'ResourceQuota', 'LimitRange', 'NetworkPolicy']);
  });
});
