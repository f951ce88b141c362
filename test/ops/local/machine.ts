import { join } from 'node:path';
import type { PlatformConfig } from '../../../config/platform-config.ts';
import { readFolder } from '../../../review/tree/read.ts';
import { devLike } from '../../support/configs.ts';
import { renderInto } from '../../support/render-into.ts';
import { items, named } from '../healthy-world.ts';
import { World } from '../world.ts';

/** The `dist/` of a machine. */
export const treeOf = (world: World) =>
  readFolder(join(world.root, 'dist')).find(({ environment }) => environment === 'dev');

export const up = (world: World, ...options: readonly string[]) =>
  world.runLocal('up', 'dev', '--timeout', '60s', ...options);

/** A node without a role. */
export const worker = (name: string, labels: object = {}, spec: object = {}, annotations: object = {}) => ({
  metadata: { name, labels, annotations },
  spec,
});
export const defaultClass = {
  metadata: { name: 'standard', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
  provisioner: 'rancher.io/local-path',
};

/** A machine with Docker, kind and an empty cluster of seven nodes. */
export function machine(config: PlatformConfig = devLike): World {
  const world = new World((draft) => Object.assign(draft, structuredClone(config)));
  renderInto(world.root, [config]);
  return world
    .answer('kubectl * get *', items())
    .answer('kubectl * get secret *', { out: '' })
    .answer('kubectl * get nodes *', items(...['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => worker(name))))
    .answer('kubectl * get storageclasses *', items(defaultClass))
    .answer(
      'kubectl * get deployments,*',
      items(
        running('Deployment', 'stand-ins', 'local-stand-ins'),
        running('StatefulSet', 'airflow-postgresql', 'airflow'),
      ),
    )
    .answer('docker info *', { out: `${16 * 2 ** 30}\n` })
    .answer('kubectl * version *', { out: { serverVersion: { gitVersion: `v${config.cluster.kubernetesVersion}.4` } } })
    .answer('kubectl * get --raw /apis/*', { out: { resources: [{ name: 'mutatingadmissionpolicies' }] } })
    .answer('helm version *', { out: 'v3.19.0\n' })
    .answer('helm template *', { out: '' });
}

export function running(kind: string, name: string, namespace: string) {
  const status = { readyReplicas: 1, updatedReplicas: 1 };
  return { kind, ...named(name, namespace), spec: { replicas: 1 }, status };
}

/** The namespace by which `up` marks a cluster. */
export function standInsOf(environment: string) {
  return { metadata: { name: 'local-stand-ins', labels: { 'airflow-on-eks.local/environment': environment } } };
}
