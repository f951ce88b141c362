import { Tree } from '../../../../review/tree/tree.ts';
import { findingsOf } from '../../../../review/verify/check.ts';
import { deletion, needs } from '../../../../review/verify/order/needs.ts';
import { play } from '../../../../review/verify/order/play.ts';
import { render } from '../../../render.ts';
import { prodLike } from '../../../support/configs.ts';

/** The tree with one object in another wave. */
function moved(kind: string, name: string, wave: number): Tree {
  const { environment, items } = render(prodLike);
  const annotations = { 'argocd.argoproj.io/sync-wave': String(wave) };
  const documents = items.map(({ file, id, manifest }) =>
    id.kind === kind && id.name === name
      ? { file, manifest: { ...manifest, metadata: { ...manifest.metadata, annotations } } }
      : { file, manifest },
  );
  return new Tree(environment, documents);
}

const messages = (check: typeof needs, tree: Tree) => findingsOf(check, tree).map(({ message }) => message);

describe('order/needs', () => {
  test.each([
    ['secrets', 5, /^Application argocd\/airflow \(wave 0\) comes before Secret airflow\/airflow-fernet-\w+ \(wave 5/],
    ['external-secrets', -30, /^ExternalSecret .* comes before the definitions of external-secrets.io \(wave -30\)/],
    ['airflow-access', 1, /^Application argocd\/airflow .* comes before ServiceAccount airflow\/airflow-scheduler /],
    ['namespaces', -20, /^ExternalSecret airflow\/.* comes before Namespace airflow \(wave -20\)/],
    ['spark-team-a', -20, /^Application argocd\/spark-operator .* comes before Namespace spark-team-a /],
    ['prometheus-operator-crds', 30, /^PrometheusRule .* comes before the definitions of monitoring.coreos.com /],
    ['karpenter', -85, /^Application argocd\/karpenter .* comes before the definitions of karpenter.sh /],
  ])('sees what misses something when %s comes in wave %i', (name, wave, message) => {
    expect(messages(needs, moved('Application', name, wave))).toContainEqual(expect.stringMatching(message));
  });

  test('sees an order inside one Application too', () => {
    expect(findingsOf(needs, moved('EC2NodeClass', 'airflow', 3))).toMatchObject([
      {
        message: expect.stringMatching(/^NodePool airflow .* comes before EC2NodeClass airflow \(wave -60, 3 in it\)/),
        remedy: 'give it a later wave than what it needs',
      },
    ]);
  });

  test('names the Application that has to come before, and the one behind it', () => {
    const remedies = (check: typeof needs, name: string, wave: number) =>
      findingsOf(check, moved('Application', name, wave)).map(({ remedy }) => remedy);
    expect(remedies(needs, 'secrets', 5)).toContain('let secrets come before airflow');
    expect(remedies(deletion, 'karpenter', -50)).toContain('let karpenter come before node-pools');
  });

  test('says nothing of Applications that no other one applies: they have no order', () => {
    const { environment, items } = moved('Application', 'karpenter', -50);
    const alone = new Tree(
      environment,
      items.filter(({ id }) => id.name !== 'root'),
    );
    expect([...messages(needs, alone), ...messages(deletion, alone)]).toEqual([]);
    expect(() => play({ after: alone })).toThrow('nothing to play: the tree has no root Application');
  });

  test('lets what is needed come in the same wave: a sync tries again', () => {
    expect(messages(needs, moved('Application', 'airflow-access', 0))).toEqual([]);
  });

  test('lets a binding come before the account that it names', () => {
    expect(messages(needs, moved('Application', 'airflow-access', -10))).toEqual([]);
  });
});

describe('order/deletion', () => {
  test.each([
    ['karpenter', -50, 'NodePool airflow (wave -60) is deleted after karpenter (wave -50)'],
    [
      'airflow-ingress',
      -60,
      'Ingress airflow/airflow (wave -60) is deleted after aws-load-balancer-controller (wave -50)',
    ],
  ])('sees what stays forever when %s moves to wave %i', (name, wave, message) => {
    expect(messages(deletion, moved('Application', name, wave))).toContainEqual(expect.stringContaining(message));
  });

  test('lets a controller go after what it finishes', () => {
    expect(messages(deletion, moved('Application', 'airflow-ingress', -49))).toEqual([]);
  });
});
