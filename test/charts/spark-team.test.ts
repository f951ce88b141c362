import { at, listIn, objectIn } from '../../imports/json.ts';
import { platformConfig } from '../fixtures.ts';
import { all, pick, render } from '../render.ts';

const namespace = 'spark-risk-models';
const manifests = render(platformConfig());
const own = manifests.of(namespace);

describe('a driver', () => {
  test('may make, watch and remove what its job needs in its own namespace, and nothing else', () => {
    expect(pick(own, 'Role', 'spark-driver')['rules']).toEqual([
      {
        apiGroups: [''],
        resources: ['pods', 'configmaps', 'services', 'persistentvolumeclaims'],
        // Without `list` on claims Spark does not use one again; with `deletecollection` it removes its executors.
        verbs: ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'],
      },
    ]);
  });

  test('has the account that the role is bound to', () => {
    expect(pick(own, 'RoleBinding', 'spark-driver')).toMatchObject({
      roleRef: { kind: 'Role', name: 'spark-driver' },
      subjects: [{ kind: 'ServiceAccount', name: 'spark-driver', namespace }],
    });
  });
});

describe('an executor', () => {
  test('has an account without rights and without a token: it never calls the Kubernetes API', () => {
    expect(pick(own, 'ServiceAccount', 'spark-executor')['automountServiceAccountToken']).toBe(false);
    const subjects = all(own, 'RoleBinding').flatMap(({ subjects }) => listIn(subjects));
    expect(subjects.map((subject) => at(subject, 'name')).sort()).toEqual([
      'airflow-worker',
      'spark-driver',
      'spark-operator-controller',
      'spark-operator-webhook',
    ]);
  });
});

describe('a team', () => {
  test('may use what its quota says: requests and limits of memory alike, because Spark sets them equal', () => {
    expect(pick(own, 'ResourceQuota', 'team').spec).toEqual({
      hard: {
        'requests.cpu': '64',
        'requests.memory': '256Gi',
        'limits.memory': '256Gi',
        pods: '200',
        'services.loadbalancers': '0',
        'services.nodeports': '0',
      },
    });
  });

  test('has no CPU limit anywhere: it would throttle executors', () => {
    expect(JSON.stringify(pick(own, 'ResourceQuota', 'team').spec)).not.toContain('limits.cpu');
    const limits = objectIn(pick(own, 'LimitRange', 'team').spec, 'limits.0');
    expect([at(limits, 'default.cpu'), at(limits, 'max.cpu')]).toEqual([undefined, undefined]);
  });

  test('can start a sidecar that names no resources, and no container larger than its largest pod', () => {
    expect(listIn(pick(own, 'LimitRange', 'team').spec, 'limits')).toEqual([
      {
        type: 'Container',
        max: { memory: '32Gi' },
        defaultRequest: { cpu: '100m', memory: '128Mi' },
        default: { memory: '256Mi' },
      },
    ]);
  });
});
