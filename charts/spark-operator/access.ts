import type { k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { namespaces } from '../../config/names.ts';
import { allow, allowClusterWide, rule } from '../constructs/access.ts';

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

const readCrds = rule('apiextensions.k8s.io', ['customresourcedefinitions'], ['get']);

const writeEvents = rule('', ['events'], ['create', 'update', 'patch']);

const configurations = ['mutatingwebhookconfigurations', 'validatingwebhookconfigurations'];

/** It writes its own certificate into its webhook configurations. */
const webhookConfigurations: k8s.PolicyRule[] = [
  rule('admissionregistration.k8s.io', configurations, ['list', 'watch']),
  { ...rule('admissionregistration.k8s.io', configurations, ['get', 'update']), resourceNames: [webhook] },
];

/** A rule for `create` cannot name the object, because it is not there yet. */
function ownObject(apiGroup: string, resource: string, name: string): k8s.PolicyRule[] {
  return [
    rule(apiGroup, [resource], ['create']),
    { ...rule(apiGroup, [resource], ['get', 'update']), resourceNames: [name] },
  ];
}

const leaderElection = (name: string) => ownObject('coordination.k8s.io', 'leases', `${name}-lock`);
const certificate = (name: string) => ownObject('', 'secrets', name);

const controllerJobRules: k8s.PolicyRule[] = [
  rule('', ['pods'], ['get', 'list', 'watch', 'create', 'update', 'delete']),
  rule('', ['configmaps'], ['get', 'list', 'watch', 'create', 'update', 'patch']),
  rule('', ['services'], ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete']),
  writeEvents,
  rule('sparkoperator.k8s.io', ['sparkapplications'], ['get', 'list', 'watch', 'create', 'delete']),
  rule('sparkoperator.k8s.io', ['scheduledsparkapplications', 'sparkconnects'], ['get', 'list', 'watch']),
  rule(
    'sparkoperator.k8s.io',
    ['sparkapplications/status', 'sparkconnects/status', 'scheduledsparkapplications/status'],
    ['update'],
  ),
  ...['sparkapplications', 'scheduledsparkapplications', 'sparkconnects'].map((kind) =>
    rule('sparkoperator.k8s.io', [`${kind}/finalizers`], ['update']),
  ),
];

const webhookJobRules: k8s.PolicyRule[] = [
  rule('', ['resourcequotas'], ['list']),
  rule('', ['pods'], ['list', 'watch']),
  rule('sparkoperator.k8s.io', ['sparkapplications', 'scheduledsparkapplications'], ['get', 'list', 'watch']),
];
