import { at, listIn, objectIn } from '../../imports/json.ts';
import { platformConfig } from '../fixtures.ts';
import { pick, render } from '../render.ts';
import { everyAwsChoice } from '../support/configs.ts';

const manifests = render(platformConfig());
const server = pick(manifests, 'StatefulSet', 'airflow-postgresql');
const container = objectIn(server.spec, 'template.spec.containers.0');

describe('PostgreSQL in the cluster', () => {
  test('is there only where the config asks for it', () => {
    expect(render(everyAwsChoice).of('postgresql')).toEqual([]);
  });

  test('keeps its volume when the server, the claim or the whole Application goes', () => {
    expect(server.spec).toMatchObject({
      persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
      volumeClaimTemplates: [
        { spec: { storageClassName: 'gp3-retained', resources: { requests: { storage: '10Gi' } } } },
      ],
    });
  });

  test('grows its volume with storageGib: the template of the StatefulSet, which nobody may change, stays as it is', () => {
    const larger = render(
      platformConfig((draft) => {
        draft.airflow.database = { kind: 'in-cluster', storageGib: 20 };
      }),
    );
    const claim = pick(larger, 'PersistentVolumeClaim', 'data-airflow-postgresql-0');
    expect(at(claim.spec, 'resources.requests.storage')).toBe('20Gi');
    expect(at(claim.spec, 'storageClassName')).toBe('gp3-retained');
    expect(claim.metadata.annotations).toEqual({ 'argocd.argoproj.io/sync-options': 'Delete=false,Prune=confirm' });
    expect(pick(larger, 'StatefulSet', 'airflow-postgresql')).toEqual(server);
  });

  test('cannot change its own image', () => {
    expect(at(container, 'securityContext.readOnlyRootFilesystem')).toBe(true);
  });

  test('writes into a folder of its volume, whose root holds lost+found', () => {
    expect(listIn(container, 'env')).toContainEqual({ name: 'PGDATA', value: '/var/lib/postgresql/data/pgdata' });
  });

  test('takes user, password and database from a Secret', () => {
    const fromSecret = listIn(container, 'env').filter((variable) => at(variable, 'valueFrom.secretKeyRef'));
    expect(fromSecret.map((variable) => at(variable, 'name'))).toEqual([
      'POSTGRES_USER',
      'POSTGRES_PASSWORD',
      'POSTGRES_DB',
    ]);
  });

  test('may take five minutes for its first start before anybody restarts it', () => {
    expect(container['startupProbe']).toMatchObject({ periodSeconds: 5, failureThreshold: 60 });
    expect(Object.keys(container)).toEqual(expect.arrayContaining(['readinessProbe', 'livenessProbe']));
  });

  test('can write where it must, although its root file system is read-only', () => {
    const writable = listIn(container, 'volumeMounts').map((mount) => at(mount, 'mountPath'));
    expect(writable).toEqual(['/var/lib/postgresql/data', '/var/run/postgresql', '/tmp']);
  });

  test('is found by its service, with labels that never change', () => {
    const labels = { 'app.kubernetes.io/name': 'postgresql', 'app.kubernetes.io/instance': 'airflow-postgresql' };
    expect(at(pick(manifests, 'Service', 'airflow-postgresql').spec, 'selector')).toEqual(labels);
    expect(at(server.spec, 'selector')).toEqual({ matchLabels: labels });
    expect(objectIn(server.spec, 'template.metadata.labels')).toMatchObject(labels);
  });
});
