import { at } from '../../imports/json.ts';
import { platformConfig } from '../fixtures.ts';
import { pick, render } from '../render.ts';

describe('the root Application', () => {
  const root = pick(render(platformConfig()), 'Application', 'root');

  test('leaves its own file out of its folder, because it would wait for its own health', () => {
    expect(at(root.spec, 'source')).toEqual({
      repoURL: 'https://github.com/example/airflow-on-eks.git',
      targetRevision: 'refs/heads/main',
      path: 'dist/test/root',
      directory: { exclude: 'Application.root.yaml' },
    });
  });

  test('does not mind what Argo CD writes into a child while it works on it', () => {
    expect(at(root.spec, 'ignoreDifferences')).toEqual([
      {
        group: 'argoproj.io',
        kind: 'Application',
        jsonPointers: ['/operation', '/metadata/annotations/argocd.argoproj.io~1refresh'],
      },
    ]);
  });

  test('notices when somebody switches the syncing of a child off', () => {
    expect(JSON.stringify(at(root.spec, 'ignoreDifferences'))).not.toContain('syncPolicy');
  });
});
