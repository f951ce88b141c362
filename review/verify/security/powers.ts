import { type Right, stands, standsForResource } from '../../kinds/rights.ts';

/** A right by which an account gets more than the right says. */
export interface Power {
  readonly name: 'secrets' | 'pods' | 'inside' | 'rights' | 'nodes' | 'api' | 'isolation' | 'delivery';
  readonly groups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  /** What the account can do with it: ends the sentence `… may …, so it`. */
  readonly effect: string;
}

const read = ['get', 'list', 'watch'];
const write = ['create', 'update', 'patch'];
const change = [...write, 'delete', 'deletecollection'];

export const powers: readonly Power[] = [
  { name: 'secrets', groups: [''], resources: ['secrets'], verbs: read, effect: 'reads every secret there' },
  {
    name: 'secrets',
    groups: [''],
    resources: ['secrets'],
    verbs: write,
    effect: 'can make a token for any account there, or give pods another secret',
  },
  {
    name: 'secrets',
    groups: ['external-secrets.io'],
    resources: ['externalsecrets', 'clusterexternalsecrets', 'secretstores', 'clustersecretstores', 'pushsecrets'],
    verbs: write,
    effect: 'can bring any secret of the store into a pod of its own',
  },
  {
    name: 'pods',
    groups: ['', 'apps', 'batch', 'sparkoperator.k8s.io'],
    resources: [
      ...['pods', 'podtemplates', 'replicationcontrollers', 'deployments', 'replicasets', 'statefulsets', 'daemonsets'],
      ...['jobs', 'cronjobs', 'sparkapplications', 'scheduledsparkapplications', 'sparkconnects'],
    ],
    // Of a pod that is there, nothing but images and labels can be changed: that is enough for the others.
    verbs: ['create'],
    effect: 'can run a pod as any account there',
  },
  {
    name: 'inside',
    groups: [''],
    resources: [
      'pods/exec',
      'pods/attach',
      'pods/portforward',
      'pods/proxy',
      'services/proxy',
      'pods/ephemeralcontainers',
    ],
    verbs: ['get', ...write],
    effect: 'gets into the pods there, with everything that they hold',
  },
  {
    name: 'rights',
    groups: ['rbac.authorization.k8s.io'],
    resources: ['roles', 'clusterroles', 'rolebindings', 'clusterrolebindings'],
    verbs: [...change, 'bind', 'escalate'],
    effect: 'can give rights to itself',
  },
  {
    name: 'rights',
    groups: ['', 'authentication.k8s.io'],
    resources: ['users', 'groups', 'serviceaccounts', 'uids', 'userextras'],
    verbs: ['impersonate'],
    effect: 'can act as somebody else',
  },
  {
    name: 'rights',
    groups: [''],
    resources: ['serviceaccounts/token'],
    verbs: ['create'],
    effect: 'can take a token of any account there',
  },
  {
    name: 'rights',
    groups: ['certificates.k8s.io'],
    resources: ['certificatesigningrequests/approval', 'certificatesigningrequests/status', 'signers'],
    verbs: ['update', 'patch', 'approve', 'sign'],
    effect: 'can make a certificate for anybody',
  },
  {
    name: 'nodes',
    groups: [''],
    resources: ['nodes/proxy'],
    verbs: ['get', ...write],
    effect: 'can run commands in every pod of a node',
  },
  {
    name: 'nodes',
    groups: ['', 'karpenter.sh', 'karpenter.k8s.aws'],
    resources: ['nodes', 'persistentvolumes', 'nodepools', 'nodeclaims', 'ec2nodeclasses'],
    verbs: change,
    effect: 'can move pods to a node of its own making, or read the disks of nodes',
  },
  {
    name: 'api',
    groups: ['admissionregistration.k8s.io', 'apiregistration.k8s.io', 'apiextensions.k8s.io'],
    resources: [
      ...['mutatingwebhookconfigurations', 'validatingwebhookconfigurations', 'validatingadmissionpolicies'],
      ...['validatingadmissionpolicybindings', 'mutatingadmissionpolicies', 'mutatingadmissionpolicybindings'],
      ...['apiservices', 'customresourcedefinitions'],
    ],
    verbs: change,
    effect: 'can see and change what others write, or switch a rule off',
  },
  {
    name: 'isolation',
    groups: ['', 'networking.k8s.io'],
    resources: ['namespaces', 'networkpolicies', 'resourcequotas', 'limitranges'],
    verbs: change,
    effect: 'can take the bounds of a namespace away',
  },
  {
    name: 'delivery',
    groups: ['argoproj.io'],
    resources: ['applications', 'applicationsets', 'appprojects'],
    verbs: write,
    effect: 'can let Argo CD, which may do everything, install anything',
  },
];

/** The power that a right is, if it is one. */
export function powerOf(right: Right): Power | undefined {
  return powers.find(
    ({ groups, resources, verbs }) =>
      groups.some((group) => stands(right.group, group)) &&
      resources.some((resource) => standsForResource(right.resource, resource)) &&
      verbs.some((verb) => stands(right.verb, verb)),
  );
}

/**
 * Whether a right is bound to objects that it names, of the namespace that the account itself is in or of none: its own
 * certificate, its own webhook. A rule for `create` names nothing, because the object is not there yet.
 */
export function isOwn({ names, verb, namespace, subject }: Right): boolean {
  const isNear = namespace === undefined || namespace === subject.namespace;
  return names.length > 0 && isNear && verb !== 'create' && verb !== '*';
}
