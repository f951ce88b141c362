import { dump } from 'js-yaml';
import type { PlatformConfig } from '../../config/platform-config.ts';
import { chartRepository } from '../../config/registries.ts';
import type { Mutable } from '../fixtures.ts';
import { type Answer, World } from './world.ts';

/** Values that the Application `argocd` manages itself with. */
export const argoCdValues = {
  configs: { params: { 'server.insecure': 'false' } },
  global: { image: { tag: 'v3.5.1' } },
};

/** A world in which everything is there and well: the account, the cluster, the nodes, and three Applications. */
export function healthyWorld(overrides?: (draft: Mutable<PlatformConfig>) => void): World {
  const world = new World(overrides);
  writeDist(world);
  return world
    .answer('aws sts get-caller-identity *', { out: '123456789012\n' })
    .answer('aws iam get-role --role-name platform-admin *', {
      out: 'arn:aws:iam::123456789012:role/platform-admin\n',
    })
    .answer('aws secretsmanager list-secrets *', { out: [] })
    .answer('aws s3api list-buckets *', { out: [] })
    .answer('aws logs describe-log-groups *', { out: [] })
    .answer('aws cloudformation list-stack-resources *', { out: [] })
    .answer('aws eks describe-cluster *', { out: { cluster: { status: 'ACTIVE', deletionProtection: false } } })
    .answer('kubectl --context airflow-test get *', items())
    .answer('kubectl * apply --server-side --dry-run=server *', items())
    .answer('kubectl * get nodes *', items(node('a', 'True'), node('b', 'True')))
    .answer('kubectl * get daemonsets --namespace kube-system *', items(agent(3, 3)))
    .answer('helm version *', { out: 'v3.19.0+g1\n' })
    .answer('kubectl * get applications.argoproj.io *', items(...applications.map((name) => application(name))))
    .answer('aws ec2 describe-*', { out: [] })
    .answer('aws ec2 describe-availability-zones *', { out: zones })
    .answer('aws ec2 describe-instance-type-offerings *', { out: offers() })
    .answer('aws rds describe-orderable-db-instance-options *', { out: [{ multiAz: true, zones: zoneNames }] })
    .answer('aws service-quotas *', { out: [] })
    .answer('aws ssm get-parameter *', { out: 'ami-0123456789abcdef0\n' })
    .answer('aws resourcegroupstaggingapi *', { out: [] });
}

export const zones = ['a', 'b', 'c'].map((letter, index) => ({
  name: `eu-west-1${letter}`,
  id: `euw1-az${index + 1}`,
}));

export const zoneNames = zones.map(({ name }) => name);

/** Instance types as zones offer them, those of the fixture unless named; `without` are pairs of type and zone that are not. */
export function offers(types = ['m7i.xlarge', 'm7g.xlarge'], without: readonly string[] = []) {
  return types
    .flatMap((type) => zoneNames.map((zone) => ({ type, zone })))
    .filter(({ type, zone }) => !without.includes(`${type} ${zone}`));
}

export const applications = ['karpenter', 'airflow', 'argocd', 'root'];

export const items = (...list: readonly unknown[]): Answer => ({ out: { kind: 'List', items: list } });

export const named = (name: string, namespace?: string) => ({ metadata: { name, namespace } });

export function node(name: string, ready: 'True' | 'False') {
  return { ...named(name), status: { conditions: [{ type: 'Ready', status: ready }] } };
}

export function agent(desiredNumberScheduled: number, numberReady: number) {
  return { ...named('eks-pod-identity-agent', 'kube-system'), status: { desiredNumberScheduled, numberReady } };
}

/** An Application as Argo CD reports it; `status` replaces parts of a healthy one. */
export function application(name: string, status: object = {}) {
  return {
    ...named(name, 'argocd'),
    spec: { syncPolicy: { automated: name === 'argocd' ? { enabled: false } : { prune: true } } },
    status: { sync: { status: 'Synced' }, health: { status: 'Healthy' }, ...status },
  };
}

function writeDist(world: World): void {
  const write = (name: string, wave: string | undefined, source: object) => {
    const manifest = {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: {
        name,
        namespace: 'argocd',
        ...(wave ? { annotations: { 'argocd.argoproj.io/sync-wave': wave } } : {}),
      },
      spec: {
        project: 'platform',
        source,
        syncPolicy: { ...application(name).spec.syncPolicy, syncOptions: ['ServerSideApply=true'] },
      },
    };
    world.write(`dist/test/root/Application.${name}.yaml`, dump(manifest));
  };
  const folder = { repoURL: world.config.git.repoUrl, targetRevision: 'refs/heads/main' };

  world.write(
    'dist/test/namespaces/Namespace.argocd.yaml',
    'apiVersion: v1\nkind: Namespace\nmetadata: { name: argocd }\n',
  );
  write('root', undefined, { ...folder, path: 'dist/test/root' });
  write('karpenter', '-70', { ...folder, path: 'dist/test/karpenter' });
  write('airflow', '0', { ...folder, path: 'dist/test/airflow' });
  write('argocd', '9999', {
    repoURL: chartRepository('https://argoproj.github.io/argo-helm', world.config),
    chart: 'argo-cd',
    targetRevision: '10.1.1',
    helm: { releaseName: 'argocd', valuesObject: argoCdValues, parameters: [{ name: 'redis.pdb', value: 'null' }] },
  });
}
