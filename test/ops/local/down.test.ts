import { items, named } from '../healthy-world.ts';
import { machine, standInsOf, worker } from './machine.ts';

describe('npm run local -- down', () => {
  test('deletes the cluster that kind made', async () => {
    const world = machine();
    expect((await world.runLocal('down')).code).toBe(0);
    expect(world.everyCall()).toEqual(['kind delete cluster --name airflow-on-eks-dev']);
  });

  test('deletes of another cluster what has a field of its own, and takes its roles back', async () => {
    const mine = { managedFields: [{ manager: 'airflow-on-eks-local' }] };
    // As an interrupted run left it, of a pool that has another name by now.
    const given = JSON.stringify({ labels: ['pool', 'kind'], taints: ['pool=old:NoSchedule', 'kind=x:NoExecute'] });
    const taints = [
      { key: 'pool', value: 'old', effect: 'NoSchedule' },
      { key: 'of-somebody-else', effect: 'NoSchedule' },
    ];
    const world = machine()
      .answer('kubectl * get namespaces --output json', items(standInsOf('dev')))
      .answer('kubectl * api-resources *', { out: 'namespaces\nclusterroles\n' })
      .answer(
        'kubectl * get namespaces,clusterroles *',
        items(
          { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'airflow', ...mine } },
          { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'local-stand-ins', ...mine } },
          { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'kube-system' } },
          { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'x', namespace: 'airflow', ...mine } },
          { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'operator', ...mine } },
        ),
      )
      .answer(
        'kubectl * get nodes *',
        items(worker('a', {}, { taints }, { 'airflow-on-eks.local/given': given }), worker('b')),
      );
    const { code } = await world.runLocal('down', '--context', 'bare');
    const deleted = world
      .inputs('kubectl')
      .map((text) => JSON.parse(text).items.map(({ metadata }: { metadata: { name: string } }) => metadata.name));
    expect(deleted).toEqual([['airflow'], ['operator'], ['local-stand-ins']]);
    expect(world.everyCall().filter((line) => / (label|taint|annotate) node /.test(line))).toEqual([
      'kubectl --context bare taint node a pool=old:NoSchedule-',
      'kubectl --context bare label node a pool- kind-',
      'kubectl --context bare annotate node a airflow-on-eks.local/given-',
    ]);
    expect(code).toBe(0);
  });
});

describe('npm run local -- down, where Argo CD is in charge', () => {
  test('ends Argo CD first, and deletes what it and its chart made beside the namespaces', async () => {
    const by = (manager: string) => ({ managedFields: [{ manager }] });
    const role = (name: string, metadata: object) => ({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: { name, ...metadata },
    });
    const ofChart = { annotations: { 'meta.helm.sh/release-namespace': 'argocd' }, ...by('helm') };
    const root = { ...named('root', 'argocd').metadata, ...by('airflow-on-eks-local') };
    const world = machine()
      .answer('kubectl * get namespaces --output json', items(standInsOf('dev')))
      .answer('kubectl * api-resources *', { out: 'clusterroles\n' })
      .answer(
        'kubectl * get clusterroles *',
        items(
          { apiVersion: 'argoproj.io/v1alpha1', kind: 'Application', metadata: root },
          role('spark-operator', by('argocd-controller')),
          role('argocd-server', ofChart),
          role('of-somebody-else', by('helm')),
        ),
      );
    const { code } = await world.runLocal('down', '--context', 'bare');
    const deleted = world.inputs('kubectl').flatMap((text) => JSON.parse(text).items as { metadata: object }[]);
    expect(deleted.map(({ metadata }) => metadata)).toEqual([
      { name: 'root', namespace: 'argocd' },
      { name: 'spark-operator' },
      { name: 'argocd-server' },
    ]);
    const changes = world.everyCall().filter((line) => / (delete|patch) /.test(line));
    expect(changes.slice(0, 2)).toEqual([
      'kubectl --context bare delete statefulsets --all --cascade=foreground --namespace argocd',
      expect.stringMatching(/ patch applications\.argoproj\.io root --namespace argocd .*"finalizers":null/),
    ]);
    expect(code).toBe(0);
  });
});

describe('npm run local', () => {
  test.each([
    [[], "name a step: up, test, status, open, down, e.g. 'npm run local -- up'"],
    [['statuss'], "'statuss' is no step; did you mean 'status'?"],
    [['down', '--compact'], "--compact has no meaning for 'down'; leave it out"],
    [['up', 'nowhere'], "environment 'nowhere' is not in config/environments"],
    [['status'], "nothing of 'dev' is in the cluster of context 'kind-airflow-on-eks-dev'"],
  ])('%j is refused with what to type', async (argv, message) => {
    const { code, stderr } = await machine().runLocal(...argv);
    expect(stderr).toContain(message);
    expect(code).toBe(1);
  });
});
