import type { k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { namespaces } from '../../config/names.ts';
import { allow, allowClusterWide } from '../constructs/access.ts';

/** Accounts, Deployments, leases and webhook configurations of the Helm release carry these names. */
const controller = 'spark-operator-controller';
const webhook = 'spark-operator-webhook';

const account = (name: string) => ({ name, namespace: namespaces.sparkOperator });

/**
 * The rights of the operator's two accounts, as its Helm chart would give them, but for Ingresses: a job with
 * `driverIngressOptions` could answer for any host of a load balancer. The chart would also write into the namespace of each
 * team, and so hold on to a namespace that goes; here each team's Application brings them along. `test/rendered` compares the
 * rules with those of the chart.
 */
export function operatorAccess(scope: Construct): void {
  allowClusterWide(scope, { name: controller, account: account(controller), rules: [readCrds] });
  allowClusterWide(scope, { name: webhook, account: account(webhook), rules: webhookConfigurations });
  allow(scope, { name: controller, account: account(controller), rules: [...leaderElection(controller), writeEvents] });
  allow(scope, {
    name: webhook,
    account: account(webhook),
    rules: [writeEvents, ...certificate(`${webhook}-certs`), ...leaderElection(webhook)],
  });
}

/** What the operator does for the jobs of a team, in the team's namespace. */
export function operatorAccessToJobs(scope: Construct): void {
  allow(scope, { name: controller, account: account(controller), rules: controllerJobRules });
  allow(scope, { name: webhook, account: account(webhook), rules: webhookJobRules });
}

const readCrds: k8s.PolicyRule = {
  apiGroups: ['apiextensions.k8s.io'],
  resources: ['customresourcedefinitions'],
  verbs: ['get'],
};

const writeEvents: k8s.PolicyRule = { apiGroups: [''], resources: ['events'], verbs: ['create', 'update', 'patch'] };

/** It writes its own certificate into its webhook configurations. */
const webhookConfigurations: k8s.PolicyRule[] = [
  { verbs: ['list', 'watch'] },
  { resourceNames: [webhook], verbs: ['get', 'update'] },
].map((rule) => ({
  apiGroups: ['admissionregistration.k8s.io'],
  resources: ['mutatingwebhookconfigurations', 'validatingwebhookconfigurations'],
  ...rule,
}));

/** A rule for `create` cannot name the object, because it is not there yet. */
function ownObject(apiGroup: string, resource: string, name: string): k8s.PolicyRule[] {
  const rule = { apiGroups: [apiGroup], resources: [resource] };
  return [
    { ...rule, verbs: ['create'] },
    { ...rule, resourceNames: [name], verbs: ['get', 'update'] },
  ];
}

const leaderElection = (name: string) => ownObject('coordination.k8s.io', 'leases', `${name}-lock`);
const certificate = (name: string) => ownObject('', 'secrets', name);

const controllerJobRules: k8s.PolicyRule[] = [
  { apiGroups: [''], resources: ['pods'], verbs: ['get', 'list', 'watch', 'create', 'update', 'delete'] },
  { apiGroups: [''], resources: ['configmaps'], verbs: ['get', 'list', 'watch', 'create', 'update', 'patch'] },
  { apiGroups: [''], resources: ['services'], verbs: ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'] },
  writeEvents,
  {
    apiGroups: ['sparkoperator.k8s.io'],
    resources: ['sparkapplications'],
    verbs: ['get', 'list', 'watch', 'create', 'delete'],
  },
  {
    apiGroups: ['sparkoperator.k8s.io'],
    resources: ['scheduledsparkapplications', 'sparkconnects'],
    verbs: ['get', 'list', 'watch'],
  },
  {
    apiGroups: ['sparkoperator.k8s.io'],
    resources: ['sparkapplications/status', 'sparkconnects/status', 'scheduledsparkapplications/status'],
    verbs: ['update'],
  },
  ...['sparkapplications', 'scheduledsparkapplications', 'sparkconnects'].map((kind) => ({
    apiGroups: ['sparkoperator.k8s.io'],
    resources: [`${kind}/finalizers`],
    verbs: ['update'],
  })),
];

const webhookJobRules: k8s.PolicyRule[] = [
  { apiGroups: [''], resources: ['resourcequotas'], verbs: ['list'] },
  { apiGroups: [''], resources: ['pods'], verbs: ['list', 'watch'] },
  {
    apiGroups: ['sparkoperator.k8s.io'],
    resources: ['sparkapplications', 'scheduledsparkapplications'],
    verbs: ['get', 'list', 'watch'],
  },
];
