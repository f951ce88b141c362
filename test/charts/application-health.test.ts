import { applicationHealth } from '../../charts/argocd/argocd.ts';
import { at, type Json, type JsonObject } from '../../imports/json.ts';
import { children, render } from '../render.ts';
import { prodLike } from '../support/configs.ts';
import { runHealthCheck } from '../support/lua.ts';

const values = { scheduler: { replicas: 2 }, workers: {} };
const chart = {
  repoURL: 'https://airflow.apache.org',
  chart: 'airflow',
  targetRevision: '1.22.0',
  helm: { releaseName: 'airflow', valuesObject: values },
};
const folder = {
  repoURL: 'https://github.com/example/x.git',
  path: 'dist/devLike/x',
  targetRevision: 'refs/heads/main',
};

function application(spec: JsonObject, status: JsonObject): JsonObject {
  return { spec: { syncPolicy: { automated: { prune: true, selfHeal: true } }, ...spec }, status };
}

const earlier = '2026-11-20T09:59:59Z';
const finishedAt = '2026-11-20T10:00:00Z';
const later = '2026-11-20T10:00:01Z';

/** The status of a child that was synced, compared with this very source after that, and is healthy. */
function done(source: JsonObject, changes: JsonObject = {}): JsonObject {
  return {
    reconciledAt: later,
    sync: { status: 'Synced', revision: 'r1', comparedTo: { source } },
    health: { status: 'Healthy' },
    operationState: { phase: 'Succeeded', finishedAt, syncResult: { revision: 'r1', source } },
    ...changes,
  };
}

/** Both sources as Argo CD writes them after a sync: the single one is always there, and empty. */
const synced: JsonObject = { revisions: ['1', '2'], source: { repoURL: '' }, sources: [chart, folder] };

const outOfSync = (revision: string): JsonObject => ({
  sync: { status: 'OutOfSync', revision, comparedTo: { source: chart } },
});
const withValues = (valuesObject: JsonObject): JsonObject => ({ ...chart, helm: { ...chart.helm, valuesObject } });

const newChart = withValues({ ...values, scheduler: { replicas: 3 } });

/** Out of sync with the new spec, while the last sync was of the old one, with the same revisions. */
function changedValue(spec: JsonObject, comparedTo: JsonObject, syncResult: JsonObject): JsonObject {
  return application(spec, {
    sync: { status: 'OutOfSync', revision: 'r1', revisions: ['1', '2'], comparedTo },
    health: { status: 'Healthy' },
    operationState: { phase: 'Succeeded', syncResult },
  });
}

function health(object: JsonObject): string | undefined {
  return runHealthCheck(applicationHealth, object).status;
}

describe('the next wave', () => {
  test.each<[string, JsonObject]>([
    ['an Application that is synced and healthy', application({ source: chart }, done(chart))],
    [
      'a folder, although Argo CD adds defaults to what it compared with',
      application({ source: folder }, done({ ...folder, directory: { jsonnet: {} } })),
    ],
    [
      'a folder whose `recurse: false` Go leaves out of what it compared with',
      application({ source: { ...folder, directory: { recurse: false } } }, done({ ...folder, directory: {} })),
    ],
    [
      'several sources in sync',
      application(
        { sources: [chart, folder] },
        {
          sync: {
            status: 'Synced',
            revisions: ['1', '2'],
            comparedTo: { source: { repoURL: '' }, sources: [chart, folder] },
          },
          health: { status: 'Healthy' },
          operationState: { phase: 'Succeeded' },
        },
      ),
    ],
    [
      'a field that differs forever after a good sync: it must not hold up the platform',
      application({ source: chart }, done(chart, outOfSync('r1'))),
    ],
    [
      'the same with several sources',
      application(
        { sources: [chart, folder] },
        {
          sync: { status: 'OutOfSync', revisions: ['1', '2'], comparedTo: { sources: [chart, folder] } },
          health: { status: 'Healthy' },
          operationState: { phase: 'Succeeded', syncResult: synced },
        },
      ),
    ],
    [
      'a comparison in the second in which its sync ended, when it finds everything in sync',
      application({ source: chart }, done(chart, { reconciledAt: finishedAt })),
    ],
    [
      'a bad value that was taken back after its sync had failed: there is nothing left to sync',
      application(
        { source: chart },
        done(chart, {
          operationState: { phase: 'Failed', finishedAt, syncResult: { revision: 'r1', source: newChart } },
        }),
      ),
    ],
    [
      'a bad folder that was taken back after its sync had failed',
      application(
        { source: folder },
        done(folder, {
          operationState: {
            phase: 'Failed',
            finishedAt,
            syncResult: { revision: 'r0', source: { ...folder, directory: { jsonnet: {} } } },
          },
        }),
      ),
    ],
    [
      'a suspended CronJob, which would never be anything else',
      application({ source: chart }, done(chart, { health: { status: 'Suspended' } })),
    ],
    [
      'a sync that waits only for a person who agrees to a deletion: everything else of it is applied',
      application(
        { source: chart },
        done(chart, {
          ...outOfSync('r2'),
          operationState: {
            phase: 'Running',
            message: 'waiting for pruning confirmation of karpenter.sh/NodePool/spark-memory and 1 more resources',
          },
        }),
      ),
    ],
    [
      'an Application that waits for the same with its own deletion, and is back in Git',
      {
        ...application({ source: newChart }, done(chart, outOfSync('r1'))),
        metadata: { deletionTimestamp: finishedAt },
      },
    ],
    [
      'an Application that people sync, like Argo CD itself',
      application({ source: chart, syncPolicy: { automated: { enabled: false } } }, done(chart, outOfSync('r9'))),
    ],
  ])('starts after %s', (_, object) => {
    expect(health(object)).toBe('Healthy');
  });

  test.each<[string, JsonObject]>([
    ['a child that Argo CD has not looked at', { spec: { source: chart } }],
    [
      'a child whose first objects are healthy while its sync still runs (argoproj/argo-cd#27917)',
      application(
        { source: chart },
        done(chart, { ...outOfSync('r1'), operationState: { phase: 'Running', retryCount: 0 } }),
      ),
    ],
    [
      'a first sync that has ended, while its health is still that of the first objects in the middle of it',
      application({ source: chart }, done(chart, { ...outOfSync('r1'), reconciledAt: earlier })),
    ],
    [
      'the same, when everything was in sync before: a Deployment that was just changed looks healthy',
      application({ source: chart }, done(chart, { reconciledAt: earlier })),
    ],
    [
      'the same within one second: out of sync is what was seen before the sync',
      application({ source: chart }, done(chart, { ...outOfSync('r1'), reconciledAt: finishedAt })),
    ],
    [
      'a sync that has ended before Argo CD compared anything',
      application({ source: chart }, done(chart, { reconciledAt: null })),
    ],
    [
      'a new chart version that was not compared yet (argoproj/argo-cd#8778)',
      application({ source: { ...chart, targetRevision: '1.23.0' } }, done(chart)),
    ],
    [
      'a changed value that was not compared yet',
      application({ source: withValues({ ...values, scheduler: { replicas: 3 } }) }, done(chart)),
    ],
    [
      'an item that was taken out of a list and not compared yet, e.g. a team that the Spark operator serves',
      application({ source: withValues({ teams: ['a'] }) }, done(withValues({ teams: ['a', 'b'] }))),
    ],
    [
      'a value that was removed and not compared yet',
      application(
        { sources: [withValues({}), folder] },
        done(chart, {
          sync: {
            status: 'Synced',
            comparedTo: { source: { repoURL: '' }, sources: [withValues({ a: '1' }), folder] },
          },
        }),
      ),
    ],
    [
      'a value that was switched off',
      application({ source: withValues({ redis: false }) }, done(withValues({ redis: true }))),
    ],
    [
      'a changed value that was compared and not applied, although the revision of a chart is its version and stays',
      changedValue({ source: newChart }, { source: newChart }, { revision: 'r1', source: chart }),
    ],
    [
      'the same with several sources',
      changedValue({ sources: [newChart, folder] }, { sources: [newChart, folder] }, synced),
    ],
    [
      'a sync that waits for an object before it asks about a deletion',
      application(
        { source: chart },
        done(chart, {
          operationState: { phase: 'Running', message: 'waiting for healthy state of apps/Deployment/karpenter' },
        }),
      ),
    ],
    [
      'a sync that was asked for after one that failed, and has not begun',
      {
        ...application({ source: chart }, done(chart, { operationState: { phase: 'Failed' } })),
        operation: { sync: {} },
      },
    ],
    [
      'a sync that was asked for after a good one, and has not begun',
      { ...application({ source: chart }, done(chart)), operation: { sync: {} } },
    ],
    ['a new commit before its sync starts', application({ source: chart }, done(chart, outOfSync('r2')))],
    [
      'a sync that failed three times, and may yet succeed',
      application({ source: chart }, done(chart, { operationState: { phase: 'Running', retryCount: 3 } })),
    ],
    [
      'a first look, when everything is missing',
      application({ source: chart }, { ...outOfSync('r1'), health: { status: 'Missing' } }),
    ],
    [
      'a Deployment that is coming up',
      application({ source: chart }, done(chart, { health: { status: 'Progressing' } })),
    ],
  ])('waits for %s', (_, object) => {
    expect(health(object)).toBe('Progressing');
  });

  test.each<[string, JsonObject]>([
    [
      'a sync that failed six times: only then does the root read Git again, where the fix may be',
      {
        ...application({ source: chart }, done(chart, { operationState: { phase: 'Running', retryCount: 6 } })),
        // It stays until the sync has ended.
        operation: { sync: {} },
      },
    ],
    ['a sync that failed', application({ source: chart }, done(chart, { operationState: { phase: 'Failed' } }))],
    [
      'a sync of the present values that failed, whatever a comparison finds after it',
      application(
        { source: chart },
        done(chart, {
          operationState: {
            phase: 'Failed',
            finishedAt,
            syncResult: { revision: 'r1', source: { ...chart, helm: { ...chart.helm, skipTests: false } } },
          },
        }),
      ),
    ],
    [
      'a sync of a commit that failed, while the next one is compared and not applied',
      application(
        { source: folder },
        done(folder, {
          sync: { status: 'OutOfSync', revision: 'r2', comparedTo: { source: folder } },
          operationState: { phase: 'Failed', finishedAt, syncResult: { revision: 'r1', source: folder } },
        }),
      ),
    ],
    [
      'a project that does not allow the Application',
      application({ source: chart }, done(chart, { conditions: [{ type: 'InvalidSpecError', message: 'no' }] })),
    ],
    [
      'a spec that Argo CD refuses, which it compares no more',
      application(
        { source: chart },
        done(chart, { reconciledAt: earlier, conditions: [{ type: 'InvalidSpecError', message: 'no' }] }),
      ),
    ],
    [
      'a folder that a newer commit has removed: a root that waited would never read that commit',
      application(
        { source: folder },
        done(folder, { conditions: [{ type: 'ComparisonError', message: 'app path does not exist' }] }),
      ),
    ],
    [
      'a sync that Argo CD does not dare, because it would delete everything',
      application(
        { source: chart },
        done(chart, { ...outOfSync('r2'), conditions: [{ type: 'SyncError', message: 'wipe out' }] }),
      ),
    ],
    ['a broken Deployment', application({ source: chart }, done(chart, { health: { status: 'Degraded' } }))],
    [
      'objects that break while their Application waits for its deletion',
      {
        ...application({ source: chart }, done(chart, { health: { status: 'Degraded' } })),
        metadata: { deletionTimestamp: finishedAt },
      },
    ],
  ])('is given up after %s', (_, object) => {
    expect(health(object)).toBe('Degraded');
  });
});

describe('the health check', () => {
  test('says why, in the words of Argo CD', () => {
    const failing = done(chart, { operationState: { phase: 'Running', retryCount: 7, message: 'no such CRD' } });
    expect(runHealthCheck(applicationHealth, application({ source: chart }, failing))).toEqual({
      status: 'Degraded',
      message: 'still failing after retries: no such CRD',
    });
  });

  test.each(children(render(prodLike)).map(({ name, manifest }) => [name, manifest] as const))(
    'opens the gate after a good sync of %s, just as it is rendered',
    (_, { spec }) => {
      const source = at(spec, 'source');
      const compared: Json = source ? { source } : { sources: at(spec, 'sources') ?? null };
      const status = { sync: { status: 'Synced', comparedTo: compared }, health: { status: 'Healthy' } };
      expect(health({ spec: spec ?? null, status })).toBe('Healthy');
    },
  );
});
