import { airflowServiceAccounts } from '../../config/identities.ts';
import { containerAccount, namespaces, sparkServiceAccounts } from '../../config/names.ts';
import { at } from '../../imports/json.ts';
import type { Tree } from '../../review/tree/tree.ts';
import type { Result } from './results.ts';
import type { Server } from './server.ts';

/** `<verb> <resource>[.<group>][/<subresource>][ <name>]` in a namespace; '' is everywhere. */
interface Row {
  readonly who: string;
  readonly does: string;
  readonly in: string;
  readonly may: boolean;
}

/** What each account may and must not do, as the server itself decides. */
export async function rights(server: Server, tree: Tree): Promise<Result> {
  const rows = table(tree);
  const answers = await Promise.all(rows.map((row) => isAllowed(server, row)));
  const wrong = rows.filter(({ may }, index) => answers[index] !== may);
  const may = rows.filter((row) => row.may).length;
  return {
    what: `accounts may do what they need (${may} rows) and nothing beside (${rows.length - may} rows)`,
    problems: wrong.map(
      ({ who, does, in: where, may }) => `${who} ${may ? 'may not' : 'may'} ${does} in ${where || 'the whole cluster'}`,
    ),
  };
}

function table(tree: Tree): readonly Row[] {
  const teams = tree
    .ofKind('ServiceAccount')
    .flatMap(({ id }) => (id.name === sparkServiceAccounts.driver && id.namespace ? [id.namespace] : []));
  const { airflow, sparkOperator, kubeSystem } = namespaces;
  const rows = (may: boolean, who: string, where: string, ...does: readonly string[]): readonly Row[] =>
    does.map((what) => ({ who, does: what, in: where, may }));
  const worker = `${airflow}/${airflowServiceAccounts.worker}`;
  const triggerer = `${airflow}/${airflowServiceAccounts.triggerer}`;
  const scheduler = `${airflow}/${airflowServiceAccounts.scheduler}`;
  const controller = `${sparkOperator}/spark-operator-controller`;
  const webhook = `${sparkOperator}/spark-operator-webhook`;
  const jobs = 'sparkapplications.sparkoperator.k8s.io';
  const webhooks = 'mutatingwebhookconfigurations.admissionregistration.k8s.io';

  return [
    ...rows(true, scheduler, airflow, 'create pods', 'delete pods', 'get pods/log'),
    ...rows(false, scheduler, airflow, 'get secrets', 'create pods/exec', 'create roles.rbac.authorization.k8s.io'),
    ...rows(false, scheduler, '', 'create pods', 'list secrets'),
    ...rows(false, worker, airflow, 'create pods', 'delete pods', 'get secrets', 'list pods'),
    ...rows(false, worker, kubeSystem, 'get pods', 'get secrets'),
    ...teams.flatMap((team) => {
      const driver = `${team}/${sparkServiceAccounts.driver}`;
      const executor = `${team}/${sparkServiceAccounts.executor}`;
      const others = teams.filter((other) => other !== team);
      const has = (kind: string, name: string) => tree.ofKindIn(kind, team).some(({ id }) => id.name === name);
      const runsContainers = has('ServiceAccount', containerAccount);
      const waits = has('RoleBinding', 'airflow-triggers');
      return [
        ...rows(
          true,
          worker,
          team,
          `create ${jobs}`,
          `delete ${jobs}`,
          `get ${jobs}/status`,
          'get pods/log',
          'list events',
          'list resourcequotas',
        ),
        ...rows(runsContainers, worker, team, 'create pods', 'delete pods', 'create pods/exec'),
        ...rows(false, worker, team, 'get secrets', 'get configmaps', 'update resourcequotas'),
        ...rows(waits, triggerer, team, 'get pods', 'get pods/log', 'delete pods'),
        ...rows(false, triggerer, team, 'create pods', 'create pods/exec', 'get secrets', `create ${jobs}`),
        ...rows(false, `${team}/${containerAccount}`, team, 'get pods', 'create pods', 'get secrets'),
        ...rows(false, scheduler, team, 'create pods', `create ${jobs}`),
        ...rows(true, driver, team, 'create pods', 'deletecollection pods', 'create configmaps', 'create services'),
        ...rows(false, driver, team, 'get secrets', `create ${jobs}`, 'create pods/exec', 'update resourcequotas'),
        ...rows(false, driver, airflow, 'get pods', 'get secrets', 'create pods'),
        ...others.flatMap((other) => rows(false, driver, other, 'create pods', 'get pods', 'get configmaps')),
        ...rows(false, executor, team, 'get pods', 'create pods', 'get secrets', 'get configmaps'),
        ...rows(false, `${team}/default`, team, 'get pods', 'create pods', 'get secrets'),
        ...rows(true, controller, team, 'create pods', `list ${jobs}`, `update ${jobs}/status`, 'watch configmaps'),
        ...rows(false, controller, team, 'get secrets', 'create pods/exec', 'create roles.rbac.authorization.k8s.io'),
        ...rows(true, webhook, team, 'list resourcequotas', `watch ${jobs}`),
        ...rows(false, webhook, team, 'create pods', `create ${jobs}`, 'get secrets'),
      ];
    }),
    ...(teams.length === 0
      ? []
      : [
          ...rows(true, controller, sparkOperator, 'update leases.coordination.k8s.io spark-operator-controller-lock'),
          ...rows(true, webhook, sparkOperator, 'get secrets spark-operator-webhook-certs'),
          ...rows(true, webhook, '', `update ${webhooks} spark-operator-webhook`),
          ...rows(false, webhook, '', `update ${webhooks} other`, 'list pods', 'get secrets'),
          ...rows(false, webhook, sparkOperator, 'get secrets other'),
          ...rows(false, controller, '', 'list pods', 'list secrets', `list ${jobs}`, 'create pods'),
          ...rows(false, controller, airflow, 'get pods', 'list pods'),
        ]),
  ];
}

async function isAllowed(server: Server, { who, does, in: namespace }: Row): Promise<boolean> {
  const [verb = '', kind = '', name] = does.split(' ');
  const [full = '', subresource] = kind.split('/');
  const [resource = '', ...group] = full.split('.');
  const [ns, account] = who.split('/');
  const { body } = await server.request('POST', '/apis/authorization.k8s.io/v1/subjectaccessreviews', {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SubjectAccessReview',
    spec: {
      user: `system:serviceaccount:${ns}:${account}`,
      groups: ['system:serviceaccounts', `system:serviceaccounts:${ns}`, 'system:authenticated'],
      resourceAttributes: {
        verb,
        group: group.join('.'),
        resource,
        namespace,
        ...(subresource ? { subresource } : {}),
        ...(name ? { name } : {}),
      },
    },
  });
  return at(body, 'status.allowed') === true;
}
