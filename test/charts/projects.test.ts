import { describe, expect, test } from '@jest/globals';
import { all, pick, render } from '../render.ts';
import { applications } from '../support/applications.ts';
import { everyAwsChoice } from '../support/configs.ts';
import { at, listIn, stringsIn } from '../support/json.ts';

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

  test('lists what it allows: no wildcard, except for kinds inside its own namespaces', () => {
    expect(JSON.stringify(all(manifests, 'AppProject'))).not.toContain('*');
  });

  test('follows the catalogue: its repositories and namespaces are those that its charts use', () => {
    const data = applications(manifests).filter((child) => child.project === 'data');
    expect(stringsIn(project('data').spec, 'sourceRepos')).toEqual([
      'https://airflow.apache.org',
      'https://github.com/example/airflow-on-eks.git',
    ]);
    expect(listIn(project('data').spec, 'destinations')).toEqual([{ name: 'in-cluster', namespace: 'airflow' }]);
    expect(data.map(({ name }) => name)).toEqual(['airflow', 'airflow-ingress']);
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
