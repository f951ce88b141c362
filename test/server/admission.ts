import { at, type JsonObject, objectIn } from '../../imports/json.ts';
import type { Manifest } from '../../review/tree/manifest.ts';
import type { Item, Tree } from '../../review/tree/tree.ts';
import type { Result } from './results.ts';
import { type Answer, reasonOf, type Server, until } from './server.ts';

/** What admission of the server does with pods and Services, by dry run. */
export async function admission(server: Server, tree: Tree): Promise<readonly Result[]> {
  const limits = tree.ofKind('LimitRange');
  await until(20_000, 'quotas are counted and accounts made (does the cluster run its controllers?)', () =>
    isReady(server, tree),
  );
  return [
    {
      what: 'Pod Security refuses what a namespace does not allow, and takes a careful pod',
      problems: (await Promise.all(tree.ofKind('Namespace').map((item) => podSecurity(server, item)))).flat(),
    },
    {
      what: 'a LimitRange fills in what a container leaves out, and refuses one that is too large',
      problems: (await Promise.all(limits.map((item) => limitRange(server, item)))).flat(),
    },
    {
      what: 'a ResourceQuota refuses a pod that is larger than all of it, and a load balancer',
      problems: (await Promise.all(tree.ofKind('ResourceQuota').map((item) => quota(server, item)))).flat(),
    },
  ];
}

async function isReady(server: Server, tree: Tree): Promise<boolean> {
  const quotas = await Promise.all(tree.ofKind('ResourceQuota').map(({ manifest }) => server.get(manifest)));
  const accounts = await Promise.all(
    tree
      .ofKind('Namespace')
      .map(({ id }) => server.request('GET', `/api/v1/namespaces/${id.name}/serviceaccounts/default`)),
  );
  return (
    quotas.every(({ body }) => at(body, 'status.hard') !== undefined) && accounts.every(({ code }) => code === 200)
  );
}

const careful = {
  allowPrivilegeEscalation: false,
  runAsNonRoot: true,
  runAsUser: 1000,
  capabilities: { drop: ['ALL'] },
  seccompProfile: { type: 'RuntimeDefault' },
};

function pod(namespace: string, container: JsonObject = {}, spec: JsonObject = {}): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'tried', namespace },
    spec: {
      automountServiceAccountToken: false,
      containers: [{ name: 'main', image: 'example.com/none:1', securityContext: careful, ...container }],
      ...spec,
    },
  };
}

const small = { resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { memory: '64Mi' } } };

async function podSecurity(server: Server, { id: { name }, manifest }: Item): Promise<readonly string[]> {
  const level = at(manifest.metadata['labels'] ?? null, 'pod-security.kubernetes.io/enforce');
  const good = await server.tryToCreate(pod(name, small));
  const problems = good.code < 300 ? [] : [`${name} refuses a careful pod: ${reasonOf(good)}`];
  if (enforced(manifest) === 'privileged') return problems;
  const host = await server.tryToCreate(pod(name, small, { hostNetwork: true, hostPID: true }));
  if (!isRefused(host, 'violates PodSecurity'))
    problems.push(`${name} (${level ?? enforced(manifest)}) takes a pod in the node's network: ${reasonOf(host)}`);
  if (enforced(manifest) !== 'restricted') return problems;
  const asRoot = await server.tryToCreate(pod(name, { ...small, securityContext: { runAsUser: 0 } }));
  if (!isRefused(asRoot, 'violates PodSecurity'))
    problems.push(`${name} takes a pod that runs as root: ${reasonOf(asRoot)}`);
  return problems;
}

function enforced({ metadata }: Manifest): string {
  return String(objectIn(metadata['labels'] ?? null)['pod-security.kubernetes.io/enforce'] ?? 'privileged');
}

async function limitRange(server: Server, { id: { namespace = '' }, manifest }: Item): Promise<readonly string[]> {
  const limit = objectIn(manifest, 'spec.limits.0');
  const plain = await server.tryToCreate(pod(namespace));
  const resources = at(plain.body, 'spec.containers.0.resources');
  const problems: string[] = [];
  if (at(resources ?? null, 'limits.memory') !== at(limit, 'default.memory')) {
    problems.push(`${namespace}: a container without resources gets ${JSON.stringify(resources)}; ${reasonOf(plain)}`);
  }
  const memory = '4096Gi';
  const large = await server.tryToCreate(pod(namespace, { resources: { requests: { memory }, limits: { memory } } }));
  if (!isRefused(large, 'maximum memory usage per Container'))
    problems.push(`${namespace} takes a container of ${memory}: ${reasonOf(large)}`);
  return problems;
}

async function quota(server: Server, { id: { namespace = '' } }: Item): Promise<readonly string[]> {
  const large = await server.tryToCreate(
    pod(namespace, { resources: { requests: { cpu: '100000', memory: '64Mi' }, limits: { memory: '64Mi' } } }),
  );
  const balancer = await server.tryToCreate({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'tried', namespace },
    spec: { type: 'LoadBalancer', ports: [{ port: 80 }], selector: { app: 'tried' } },
  });
  return [
    ...(isRefused(large, 'exceeded quota') ? [] : [`${namespace} takes a pod of 100000 CPUs: ${reasonOf(large)}`]),
    ...(isRefused(balancer, 'exceeded quota') ? [] : [`${namespace} takes a load balancer: ${reasonOf(balancer)}`]),
  ];
}

function isRefused({ code, body }: Answer, words: string): boolean {
  return code === 403 && String(body['message']).includes(words);
}
