import { defaultClass } from '../../../review/compare/verdicts/identity/defaults.ts';
import { cases, draft, step } from '../compare/trees.ts';

const storage = (isDefault: boolean, name = 'gp3') =>
  draft('StorageClass', {
    metadata: { name, annotations: { a: '1', 'storageclass.kubernetes.io/is-default-class': String(isDefault) } },
  });
const ingress = (isDefault: boolean) =>
  draft('IngressClass', {
    metadata: { name: 'alb', annotations: { 'ingressclass.kubernetes.io/is-default-class': String(isDefault) } },
  });
const priority = (globalDefault?: boolean) => draft('PriorityClass', { value: 100, globalDefault });

cases(defaultClass, {
  'no volumes without a class': step(
    storage(true),
    storage(false),
    'warn StorageClass gp3: new claims that name no class wait for a volume: no class is the default any more',
  ),
  'volumes of another class': {
    before: [storage(true), storage(true, 'gp2')],
    after: [storage(false), storage(true, 'gp2')],
    says: ['warn StorageClass gp3: new claims that name no class take another one'],
  },
  'volumes of this class': step(
    storage(false),
    storage(true),
    'warn StorageClass gp3: new claims that name no class take this one',
  ),
  'two defaults': {
    before: [storage(false), storage(true, 'gp2')],
    after: [storage(true), storage(true, 'gp2')],
    says: ['warn StorageClass gp3: new claims that name no class take this one, and another one is the default too'],
  },
  'Ingresses without a class': step(
    ingress(true),
    ingress(false),
    'warn IngressClass alb: new Ingresses that name no class are served by nobody',
  ),
  'Ingresses of this class': step(
    ingress(false),
    ingress(true),
    'warn IngressClass alb: new Ingresses that name no class take this one',
  ),
  'a priority for all': step(
    priority(),
    priority(true),
    'danger PriorityClass web: every new pod of the cluster that names no class has the priority 100 from now on',
  ),
  'a priority for all by a new class': step(
    undefined,
    priority(true),
    'danger PriorityClass web: every new pod of the cluster that names no class has the priority 100 from now on',
  ),
  'a new class for those that name it': step(undefined, priority()),
  'no priority for all': step(
    priority(true),
    priority(false),
    'info PriorityClass web: new pods that name no class have the priority 0',
  ),
  'a default in words': step(priority(), priority(false)),
  'the annotation of something else': step({ ...storage(false), kind: 'Widget' }, { ...storage(true), kind: 'Widget' }),
  'another field': step(storage(true), { ...storage(true), allowVolumeExpansion: true }),
});
