import { diff } from '../../ops/diff.ts';
import { application, applications, healthyWorld, items } from './healthy-world.ts';
import type { World } from './world.ts';

const wouldApply = 'kubectl * apply --server-side --dry-run=server *';
const isThere = 'kubectl * get --ignore-not-found *';

/** The Namespace of dist/test as the server has it, and as it would be. */
const namespace = (metadata: object = {}, more: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'argocd', ...metadata },
  ...more,
});

async function linesOf(world: World): Promise<{ readonly code: number; readonly lines: readonly string[] }> {
  const { code, stdout } = await world.run(diff, 'test');
  return { code, lines: stdout.split('\n') };
}

const count = (right: number) =>
  `${right} of 5 objects of dist/test are as Git says; what charts make is not compared: argocd`;

describe('diff', () => {
  test('asks the server what Argo CD would change, and finds nothing', async () => {
    const world = healthyWorld();
    expect(await linesOf(world)).toEqual({ code: 0, lines: [count(5)] });
    expect(world.calls().slice(-2)).toEqual([
      'kubectl --context airflow-test apply --server-side --dry-run=server --field-manager argocd-controller --force-conflicts --filename dist/test/namespaces --filename dist/test/root --output json',
      'kubectl --context airflow-test get --ignore-not-found --filename dist/test/namespaces --filename dist/test/root --output json',
    ]);
  });

  test('takes no notice of what the server counts, of status, and of the mark of Argo CD', async () => {
    const live = namespace(
      { uid: '1', resourceVersion: '7', generation: 2, annotations: { 'argocd.argoproj.io/tracking-id': 'argocd:…' } },
      { status: { phase: 'Active' } },
    );
    const world = healthyWorld()
      .answer(wouldApply, items(namespace({ uid: '1', generation: 3 })))
      .answer(isThere, items(live));
    expect(await linesOf(world)).toEqual({ code: 0, lines: [count(5)] });
  });

  test('says what is not in the cluster', async () => {
    const world = healthyWorld().answer(wouldApply, items(namespace())).answer(isThere, {});
    expect(await linesOf(world)).toEqual({ code: 3, lines: ['Namespace argocd is not in the cluster', count(4)] });
  });

  test('says which fields differ, three of them with both values', async () => {
    const live = namespace({ labels: { a: '1', b: '2', same: 'x' } }, { spec: { finalizers: [] } });
    const wanted = namespace({ labels: { a: '2', same: 'x', c: '3' } }, { spec: { finalizers: ['kubernetes'] } });
    const world = healthyWorld().answer(wouldApply, items(wanted)).answer(isThere, items(live));
    expect((await linesOf(world)).lines[0]).toBe(
      "Namespace argocd differs: spec.finalizers lacks 'kubernetes'; metadata.labels.a is '1', Git says '2'; metadata.labels.b is '2', Git says nothing; and 1 more",
    );
  });

  test('says what one list has and the other has not, and where long texts differ', async () => {
    const long = (end: string) => `${'{ "environment": "test" },'.repeat(5)}${end}`;
    const live = namespace(
      { annotations: { text: long('b') } },
      { list: ['a', 'b'], rules: [{ a: 1 }], order: ['a', 'b'] },
    );
    const wanted = namespace({ annotations: { text: long('c') } }, { list: ['a'], rules: [], order: ['b', 'a'] });
    const world = healthyWorld().answer(wouldApply, items(wanted)).answer(isThere, items(live));
    expect((await linesOf(world)).lines[0]).toBe(
      `Namespace argocd differs: list has 'b', Git does not; rules has '{"a":1}', Git does not; order[0] is 'a', Git says 'b'; and 2 more`,
    );
    const text = namespace({ annotations: { text: long('c') } });
    const other = healthyWorld()
      .answer(wouldApply, items(text))
      .answer(isThere, items(namespace({ annotations: { text: long('b') } })));
    expect((await linesOf(other)).lines[0]).toBe(
      `Namespace argocd differs: metadata.annotations.text is '…ironment": "test" },b', Git says '…ironment": "test" },c'`,
    );
  });

  test('never shows the values of a Secret', async () => {
    const secret = (key: string) => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'x' }, data: { key } });
    const world = healthyWorld();
    world.write('dist/test/namespaces/Secret.x.yaml', 'apiVersion: v1\nkind: Secret\nmetadata: { name: x }\n');
    world.answer(wouldApply, items(secret('aGk='))).answer(isThere, items(secret('eW8=')));
    const { stdout } = await world.run(diff, 'test');
    expect(stdout).toContain('Secret x differs: data.key\n');
  });

  test('finds the one object that the server refuses among all others', async () => {
    const refused = {
      code: 1,
      err: 'Warning: something\nThe Application "airflow" is invalid: spec: Forbidden: may not change\n',
    };
    const world = healthyWorld()
      .answer(wouldApply, items(namespace()))
      .answer('kubectl * apply * --filename dist/test/root --output json', refused)
      .answer('kubectl * apply * --filename dist/test/root/Application.airflow.yaml *', refused)
      .answer(isThere, items(namespace()));
    expect(await linesOf(world)).toEqual({
      code: 3,
      lines: [
        'Application argocd/airflow is refused by the server: spec: Forbidden: may not change',
        'Argo CD takes root for Synced, and compares again after: kubectl --context airflow-test --namespace argocd annotate applications.argoproj.io root argocd.argoproj.io/refresh=hard --overwrite',
        count(4),
      ],
    });
  });

  test('names what Git no longer has, and Argo CD has not removed, but no Job of a hook', async () => {
    const left = { kind: 'Role', namespace: 'airflow', name: 'old', requiresPruning: true };
    const hook = { kind: 'Job', namespace: 'airflow', name: 'migrations', requiresPruning: true, hook: true };
    const found = applications.map((name) => application(name, name === 'airflow' ? { resources: [left, hook] } : {}));
    const world = healthyWorld().answer('kubectl * get applications.argoproj.io *', items(...found));
    expect(await linesOf(world)).toEqual({
      code: 3,
      lines: ['Role airflow/old is in the cluster, and no longer in Git', count(5)],
    });
  });

  test('takes no broken connection for a refusal', async () => {
    const world = healthyWorld().answer(wouldApply, { code: 1, err: 'Unable to connect to the server: EOF' });
    const { code, stdout, stderr } = await world.run(diff, 'test');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('Unable to connect to the server: EOF');
  });

  test('compares nothing in a cluster without Argo CD', async () => {
    const world = healthyWorld().answer('kubectl * get applications.argoproj.io *', items());
    expect(await linesOf(world)).toEqual({
      code: 3,
      lines: ["nothing: Argo CD is not installed; run 'npm run bootstrap -- test'"],
    });
    expect(world.calls().filter((line) => line.includes('--dry-run=server'))).toEqual([]);
  });

  test('in a dry run prints exactly what a run starts, and starts nothing', async () => {
    const world = healthyWorld();
    const { stdout } = await world.run(diff, 'test', '--dry-run');
    expect(world.calls()).toEqual([]);
    await world.run(diff, 'test');
    expect(stdout.split('\n').filter((line) => !line.startsWith('#'))).toEqual(world.calls());
  });
});
