import type { PlatformConfig } from '../../../../config/platform-config.ts';
import { objectIn } from '../../../../imports/json.ts';
import type { Manifest } from '../../../../review/tree/manifest.ts';
import { type Item, Tree } from '../../../../review/tree/tree.ts';
import { play } from '../../../../review/verify/order/play.ts';
import type { Mutable } from '../../../fixtures.ts';
import { render } from '../../../render.ts';
import { devLike, everyAwsChoice, everyLocalChoice, prodLike } from '../../../support/configs.ts';
import { oldGate, oldShape } from './old-shape.ts';

function treeOf(config: PlatformConfig, edit: (draft: Mutable<PlatformConfig>) => void = () => {}): Tree {
  const draft = structuredClone(config) as Mutable<PlatformConfig>;
  edit(draft);
  return render(draft);
}

describe('a tree of the old shape', () => {
  const before = oldShape(['spark-team-a', 'spark-team-b']);
  const after = oldShape(['spark-team-a']);

  test('never gets over a removed team: a sync keeps values that name a namespace which is gone, and the root waits for it', () => {
    const { waiting, applications } = play({ before, after, gate: oldGate });
    expect(waiting['spark-operator']).toBe(
      'a sync that fails: Role spark-team-b/spark-operator-controller: the namespace is not there',
    );
    expect(waiting['root']).toContain('a sync that fails');
    // Nothing that comes later is reached: the team's Application is not even deleted, nor has Airflow its new values.
    expect(applications).toContain('spark-team-b');
    expect(Object.keys(waiting)).toContain('spark-team-b');
  });

  test('does not finish the deletion of the team either, where its Application was in the middle of a sync', () => {
    const { waiting } = play({ before, after, gate: oldGate, late: { 'spark-team-b': 5 } });
    expect(waiting['spark-team-b']).toBe('a sync that fails: its folder is not in Git');
  });

  test('lets nothing of the root arrive while a person is asked', () => {
    const { waiting } = play({ before, after, gate: oldGate, person: 'is away' });
    expect(waiting).toMatchObject({
      namespaces: 'a person who agrees to a deletion',
      root: 'a sync that fails: a child is not ready',
    });
  });

  test('gets over it where a sync has an end', () => {
    const shapes = (teams: readonly string[]) => oldShape(teams, 15);
    const ended = play({ before: shapes(['spark-team-a', 'spark-team-b']), after: shapes(['spark-team-a']) });
    expect(ended.waiting).toEqual({});
  });
});

describe('an empty cluster', () => {
  test.each([devLike, prodLike, everyAwsChoice, everyLocalChoice])('gets everything of $environment', (config) => {
    const { waiting, asked, applications } = play({ after: treeOf(config) });
    expect([waiting, asked]).toEqual([{}, []]);
    expect(applications).toHaveLength(treeOf(config).applications.length);
  });
});

test('Argo CD, which a person syncs, holds no wave where its chart is rendered; another Application does', () => {
  const tree = treeOf(devLike);
  const withObjectOf = (application: string) =>
    tree.with([
      {
        file: 'dev/root/Application.argocd.yaml',
        application,
        chart: `${application} 1.0.0`,
        manifest: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'argocd' } },
      },
    ]);
  expect(play({ after: withObjectOf('argocd') }).waiting).toEqual({});

  const karpenter = ({ id, manifest }: Item): Manifest => {
    if (id.kind !== 'Application' || id.name !== 'karpenter') return manifest;
    return { ...manifest, spec: { ...objectIn(manifest, 'spec'), syncPolicy: {} } };
  };
  const manual = withObjectOf('karpenter').items.map((item) => ({ ...item, manifest: karpenter(item) }));
  expect(play({ after: new Tree('dev', manual) }).waiting['karpenter']).toBe('its sync');
});

/** One member of each kind of thing that can be taken out of an environment. */
const removals: readonly {
  readonly what: string;
  readonly config: PlatformConfig;
  readonly edit: (draft: Mutable<PlatformConfig>) => void;
  /** Who asks a person, and waits. */
  readonly asks: readonly string[];
  readonly gone: readonly string[];
}[] = [
  {
    what: 'a team',
    config: prodLike,
    edit: (draft) => void draft.teams.pop(),
    asks: ['spark-team-b'],
    gone: ['spark-team-b'],
  },
  {
    what: 'all teams, and so the Spark operator',
    config: devLike,
    edit: (draft) => void draft.teams.splice(0),
    asks: ['spark-team-a', 'spark-team-b'],
    gone: ['spark-team-a', 'spark-team-b', 'spark-operator'],
  },
  {
    what: 'a node pool',
    config: prodLike,
    edit: (draft) => {
      draft.nodePools = draft.nodePools.filter(({ name }) => name !== 'spark-memory');
      for (const team of draft.teams) team.pools = ['spark-compute'];
    },
    asks: ['node-pools'],
    gone: [],
  },
  {
    what: 'monitoring, an add-on with a namespace of its own and with CRDs',
    config: prodLike,
    edit: (draft) => {
      draft.monitoring = { kind: 'none' };
    },
    asks: ['monitoring'],
    gone: ['monitoring', 'prometheus-operator-crds'],
  },
  {
    what: 'the load balancer',
    config: prodLike,
    edit: (draft) => {
      draft.airflow.exposure = { kind: 'none' };
    },
    asks: [],
    gone: ['airflow-ingress'],
  },
  {
    what: 'the database in the cluster',
    config: devLike,
    edit: (draft) => {
      draft.airflow.database = structuredClone(prodLike.airflow.database);
    },
    asks: ['postgresql'],
    gone: ['postgresql'],
  },
];

describe.each(removals)('removing $what', ({ config, edit, asks, gone }) => {
  const before = treeOf(config);
  const after = treeOf(config, edit);

  test.each([
    ['all at the same time', {}],
    [
      'the root before the others',
      Object.fromEntries(before.applications.map(({ name, isRoot }) => [name, isRoot ? 0 : 4])),
    ],
    ['the root after the others', { root: 4 }],
    ['what is removed after the others', Object.fromEntries([...asks, ...gone].map((name) => [name, 4]))],
  ])('ends when the commit is seen by %s', (_, late) => {
    const outcome = play({ before, after, late });
    expect(outcome.waiting).toEqual({});
    expect([...outcome.asked].sort()).toEqual([...asks].sort());
    expect(outcome.applications.filter((name) => gone.includes(name))).toEqual([]);
  });

  test('holds up nothing else while nobody agrees, and deletes nothing', () => {
    const { waiting, cluster } = play({ before, after, person: 'is away' });
    expect(Object.keys(waiting).sort()).toEqual([...asks].sort());
    for (const name of asks.filter((name) => gone.includes(name))) {
      expect(cluster.of(name)).toHaveLength(before.of(name).length);
    }
  });
});

test('a team that is removed leaves nothing in its namespace, and no namespace', () => {
  const removed = treeOf(prodLike, (draft) => void draft.teams.pop());
  expect(play({ before: treeOf(prodLike), after: removed }).cluster.of('spark-team-b')).toEqual([]);
});

test('a team that is taken back before anybody agreed holds up nobody but itself', () => {
  const [before, after] = [treeOf(prodLike), treeOf(prodLike, (draft) => void draft.teams.pop())];
  expect(play({ before, after, afterwards: before, person: 'is away' }).waiting).toEqual({
    'spark-team-b': 'a person who agrees to its deletion',
  });
});

test('a bad value that is taken back holds up nobody: its sync ends, and nothing is left to sync', () => {
  const [before, bad] = [oldShape(['spark-team-a'], 15), oldShape(['spark-team-a', 'nowhere'], 15)];
  const broken = new Tree(
    'dev',
    bad.items.filter(({ file }) => !/Namespace.nowhere|Application.nowhere|\/nowhere\//.test(file)),
  );
  expect(play({ before, after: broken }).waiting).toMatchObject({
    'spark-operator': expect.stringContaining('given up'),
  });
  expect(play({ before, after: broken, afterwards: before }).waiting).toEqual({});
});

describe('deleting the root with all that it made', () => {
  const withFinalizer = (tree: Tree, edit: (name: string, wave: string) => string = (_, wave) => wave): Tree =>
    new Tree(
      tree.environment,
      tree.items.map(({ file, manifest }) => {
        if (manifest.kind !== 'Application') return { file, manifest };
        const { name } = manifest.metadata;
        const finalizers =
          name === 'root' ? ['resources-finalizer.argocd.argoproj.io'] : manifest.metadata['finalizers'];
        const annotations = manifest.metadata['annotations'] as Readonly<Record<string, string>> | undefined;
        const key = 'argocd.argoproj.io/sync-wave';
        const moved = { ...annotations, [key]: edit(name, annotations?.[key] ?? '0') };
        return {
          file,
          manifest: {
            ...manifest,
            metadata: { ...manifest.metadata, annotations: moved, finalizers: finalizers ?? [] },
          },
        };
      }),
    );

  test('ends, in the reverse order of the waves', () => {
    expect(play({ before: withFinalizer(treeOf(prodLike)) }).waiting).toEqual({});
  });

  test.each([
    ['karpenter', '-50', 'node-pools'],
    ['aws-load-balancer-controller', '15', 'airflow-ingress'],
  ])('never ends where %s goes before the objects that only it can finish', (name, wave, stuck) => {
    const tree = withFinalizer(treeOf(prodLike), (application, own) => (application === name ? wave : own));
    expect(play({ before: tree }).waiting).toMatchObject({ [stuck]: 'its deletion' });
  });
});
