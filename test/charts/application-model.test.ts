import { Application as Model } from '@kubernetes-models/argo-cd/argoproj.io/v1alpha1/Application';
import { App, Chart } from 'cdk8s';
import { Application } from '../../charts/argo/application.ts';
import { renderApp } from '../../charts/output/render.ts';

describe('a mistake in an Application', () => {
  const good = {
    project: 'platform',
    source: { repoURL: 'https://example.com', path: 'dist' },
    destination: { name: 'in-cluster' },
  };
  const messageFor = (spec: object): string => {
    const chart = new Chart(new App(), 'root', { namespace: 'argocd', disableResourceNameHashes: true });
    new Application(chart, 'bad', { metadata: { name: 'bad' }, spec: spec as never });
    try {
      renderApp(chart.node.root as App, 'dev');
      return 'accepted';
    } catch (error) {
      return (error as Error).message;
    }
  };

  test('is none in a good one', () => {
    expect(messageFor(good)).toBe('accepted');
  });

  test('in a name of a field is answered with the right one, although the model lets it pass', () => {
    expect(messageFor({ ...good, syncPolcy: {} })).toContain(
      "root/bad: Application bad: spec.syncPolcy is not a field of this kind; did you mean 'syncPolicy'?",
    );
    expect(() =>
      new Model({ metadata: { name: 'bad' }, spec: { ...good, syncPolcy: {} } } as never).validate(),
    ).not.toThrow();
  });

  test('in a type is answered by the model', () => {
    expect(messageFor({ ...good, syncPolicy: { retry: { limit: 'many' } } })).toContain('retry/limit must be integer');
  });

  test.each([
    ['no source', { ...good, source: undefined }, "give exactly one of 'source' and 'sources'"],
    ['two kinds of source', { ...good, sources: [good.source] }, "give exactly one of 'source' and 'sources'"],
    [
      'two destinations',
      { ...good, destination: { name: 'a', server: 'b' } },
      "give exactly one of 'name' and 'server'",
    ],
  ])('is found where there is %s', (_, spec, message) => {
    expect(messageFor(spec)).toContain(message);
  });

  test('comes in one error together with all others', () => {
    const message = messageFor({ ...good, source: undefined, syncPolcy: {} });
    expect(message.split('\n').slice(1)).toHaveLength(2);
  });
});
