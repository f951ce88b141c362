import { viewersGroup } from '../../../config/names.ts';
import { at } from '../../../imports/json.ts';
import { type ChartInUse, chartsOf } from '../../kinds/helm/values.ts';
import { platformFile } from '../../kinds/platform-file.ts';
import { podsOf } from '../../kinds/pods/index.ts';
import type { Subject } from '../../kinds/rbac.ts';
import { loginSecrets } from '../../kinds/references.ts';
import type { Right } from '../../kinds/rights.ts';
import type { Tree } from '../../tree/tree.ts';
import type { Power } from './powers.ts';

/** A power that an account of this platform cannot do its work without. */
interface Need {
  readonly power: Power['name'];
  readonly who: (subject: Subject, platform: Platform) => boolean;
  /** @param namespace of the right; absent for the whole cluster */
  readonly where: (namespace: string | undefined, platform: Platform, subject: Subject) => boolean;
  /**
   * The one resource that it is about.
   * @default - every resource of the power
   */
  readonly resource?: string;
  /**
   * The one kind of right that is enough.
   * @default - every right of the power
   */
  readonly which?: (right: Right, platform: Platform) => boolean;
}

/** Accounts and namespaces of a tree, by what they are for. */
interface Platform {
  readonly airflow: string | undefined;
  readonly scheduler: string | undefined;
  /** Of task pods. */
  readonly worker: string | undefined;
  readonly sparkOperator: string | undefined;
  readonly driver: string | undefined;
  readonly teams: ReadonlySet<string>;
  /** Those in which tasks run containers. */
  readonly containerTeams: readonly string[];
  /** Account of the AWS Load Balancer Controller, as namespace and name. */
  readonly loadBalancers: string;
  /** Secrets with which load balancers ask who comes, as namespace and name. */
  readonly loginSecrets: ReadonlySet<string>;
}

const inAirflow = ({ namespace }: Subject, { airflow }: Platform) => airflow !== undefined && namespace === airflow;
const ofOperator = ({ namespace }: Subject, { sparkOperator }: Platform) =>
  sparkOperator !== undefined && namespace === sparkOperator;
const ofTeam = (namespace: string | undefined, { teams }: Platform) => teams.has(namespace ?? '');

const needs: readonly Need[] = [
  // The KubernetesExecutor makes a pod for each task.
  {
    power: 'pods',
    who: (subject, platform) => inAirflow(subject, platform) && subject.name === platform.scheduler,
    where: (namespace, { airflow }) => namespace === airflow,
  },
  // A task submits a job; the driver's account is all that the job gets.
  {
    power: 'pods',
    who: (subject, platform) => inAirflow(subject, platform) && subject.name === platform.worker,
    where: ofTeam,
  },
  // The operator makes the pod of the driver, the driver those of its executors.
  { power: 'pods', who: ofOperator, where: ofTeam },
  {
    power: 'pods',
    who: ({ name, namespace }, platform) => name === platform.driver && ofTeam(namespace, platform),
    where: ofTeam,
  },
  // The people of a team open the Spark UI and the history server in their own namespace.
  {
    power: 'inside',
    resource: 'pods/portforward',
    who: ({ kind }) => kind === 'Group',
    where: (namespace, platform, { name }) => ofTeam(namespace, platform) && name === viewersGroup(namespace ?? ''),
  },
  // A task fetches the result of a container from the pod that has it.
  {
    power: 'inside',
    resource: 'pods/exec',
    who: (subject, platform) => inAirflow(subject, platform) && subject.name === platform.worker,
    where: (namespace, { containerTeams }) => containerTeams.includes(namespace ?? ''),
  },
  // A load balancer asks a provider who comes, with what the Secret beside its Ingress says.
  {
    power: 'secrets',
    who: ({ name, namespace }, { loadBalancers }) => `${namespace}/${name}` === loadBalancers,
    where: (namespace) => namespace !== undefined,
    which: ({ names, namespace, verb }, { loginSecrets }) =>
      ['get', 'list', 'watch'].includes(verb) &&
      names.length > 0 &&
      names.every((name) => loginSecrets.has(`${namespace}/${name}`)),
  },
  // The certificate of its webhook.
  { power: 'secrets', who: ofOperator, where: (namespace, { sparkOperator }) => namespace === sparkOperator },
];

/** Whether a power is one that its account needs. */
export function isNeeded(right: Right, power: Power, platform: Platform): boolean {
  return needs.some(
    (need) =>
      need.power === power.name &&
      (need.resource ?? right.resource) === right.resource &&
      need.who(right.subject, platform) &&
      need.where(right.namespace, platform, right.subject) &&
      (need.which?.(right, platform) ?? true),
  );
}

export function platformOf(tree: Tree): Platform {
  const charts = chartsOf(tree);
  const named = (chart: string): ChartInUse | undefined => charts.find(({ source }) => source.chart === chart);
  const airflow = named('airflow');
  const controller = named('aws-load-balancer-controller');
  const file = platformFile(tree);
  const task = podsOf(tree).find(({ source, item }) => source === 'text' && item.id.name === airflow?.application.name);
  return {
    airflow: airflow?.application.namespace,
    scheduler: text(at(airflow?.values, 'scheduler.serviceAccount.name')),
    worker: text(task?.spec['serviceAccountName']),
    sparkOperator: named('spark-operator')?.application.namespace,
    driver: text(at(file?.body, 'spark.serviceAccounts.driver')),
    teams: new Set(file?.teams.map(({ namespace }) => namespace)),
    containerTeams: file?.teams.filter(({ runsContainers }) => runsContainers).map(({ namespace }) => namespace) ?? [],
    loadBalancers: `${controller?.application.namespace}/${text(at(controller?.values, 'serviceAccount.name'))}`,
    loginSecrets: new Set(
      tree
        .ofKind('Ingress')
        .flatMap(({ id, manifest }) => loginSecrets(manifest).map((name) => `${id.namespace}/${name}`)),
    ),
  };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
