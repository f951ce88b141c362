import { priorityClasses } from '../../config/names.ts';
import { podCidrs, vpcCidrs } from '../../config/network.ts';
import type { AirflowValues } from '../../imports/values/airflow.ts';
import { platformConfig } from '../fixtures.ts';
import { exposed, monitored, twoOfEach, valuesOf } from './variants.ts';

const replicated = [
  ['apiServer', 'api-server'],
  ['scheduler', 'scheduler'],
  ['dagProcessor', 'dag-processor'],
  ['triggerer', 'triggerer'],
  ['pgbouncer', 'pgbouncer'],
] as const;

const onAirflowNodes = {
  nodeSelector: { NodeGroupType: 'Airflow' },
  tolerations: [{ key: 'dedicated', operator: 'Equal', value: 'airflow', effect: 'NoSchedule' }],
};

/** Everything that the chart makes pods of, by its section in the values. */
function sections(values: AirflowValues) {
  const { apiServer, scheduler, dagProcessor, triggerer, pgbouncer, statsd, cleanup, databaseCleanup } = values;
  const { migrateDatabaseJob, createUserJob } = values;
  return {
    ...{ apiServer, scheduler, dagProcessor, triggerer, pgbouncer, statsd, cleanup, databaseCleanup },
    ...{ migrateDatabaseJob, createUserJob },
  };
}

describe.each(replicated)('%s', (section, label) => {
  test('has a disruption budget only from two pods on: for one it would block the drain of its node', () => {
    expect(valuesOf()[section]?.podDisruptionBudget).toMatchObject({ enabled: false });
    expect(valuesOf(twoOfEach)[section]).toMatchObject({
      replicas: 2,
      podDisruptionBudget: { enabled: true, config: { maxUnavailable: 1 } },
    });
  });

  test('spreads its pods over zones, by the labels that the chart gives them', () => {
    expect(valuesOf()[section]?.topologySpreadConstraints).toEqual([
      expect.objectContaining({
        topologyKey: 'topology.kubernetes.io/zone',
        whenUnsatisfiable: 'ScheduleAnyway',
        labelSelector: { matchLabels: { tier: 'airflow', component: label, release: 'airflow' } },
      }),
    ]);
  });
});

describe.each(Object.entries(sections(valuesOf(monitored))))('each pod of %s', (_, section) => {
  test('asks for memory and may use no more, and is never throttled', () => {
    const { requests, limits } = section?.resources ?? {};
    expect(limits).toEqual({ memory: requests?.['memory'] });
    expect(Object.keys(requests ?? {}).sort()).toEqual(['cpu', 'memory']);
  });

  test("runs on Airflow's own nodes, where it may take the place of lesser pods", () => {
    expect(section).toMatchObject({ ...onAirflowNodes, priorityClassName: priorityClasses.airflow });
  });
});

describe('the API server', () => {
  test('may read the log of a task from its pod: the network policies open no other way', () => {
    expect(valuesOf().apiServer?.allowPodLogReading).toBe(true);
  });

  test('knows behind the load balancer that people come by HTTPS, or cookies would lose the flag Secure', () => {
    expect(valuesOf(exposed).apiServer?.args).toEqual(['bash', '-c', 'exec airflow api-server --proxy-headers']);
  });

  test('believes the load balancer, and no pod, about who asks', () => {
    const { network } = platformConfig().cluster;
    const [own] = vpcCidrs(network);
    expect(valuesOf(exposed).apiServer?.env).toEqual([{ name: 'FORWARDED_ALLOW_IPS', value: own }]);
    expect(podCidrs(network)).not.toContain(own);
    expect(valuesOf(exposed).config).toMatchObject({ fab: { enable_proxy_fix: 'False' } });
  });

  test('believes nobody where there is no load balancer', () => {
    expect(valuesOf().apiServer).not.toHaveProperty('args');
    expect(valuesOf().apiServer).not.toHaveProperty('env');
    expect(valuesOf().config).toMatchObject({ fab: { enable_proxy_fix: 'False' } });
  });
});

describe('the triggerer', () => {
  const { triggerer } = valuesOf();

  test('has no volume: the default is one of 100 GiB for each replica', () => {
    expect(triggerer?.persistence).toEqual({ enabled: false });
  });

  test('gives its address, because without a volume its pods have no name in the DNS', () => {
    expect(triggerer?.env).toEqual([
      { name: 'AIRFLOW__CORE__HOSTNAME_CALLABLE', value: 'airflow.utils.net.get_host_ip_address' },
    ]);
  });
});

test('every pod passes the restricted Pod Security Standard', () => {
  const { securityContexts, pgbouncer, statsd } = valuesOf(monitored);
  const pod = { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };
  const container = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
  expect(securityContexts).toMatchObject({ pod, containers: container });
  for (const section of [pgbouncer, statsd]) expect(section?.securityContexts).toMatchObject({ pod, container });
  expect(pgbouncer?.metricsExporterSidecar?.securityContexts).toMatchObject({ container });
});

describe('housekeeping', () => {
  const { cleanup, databaseCleanup } = valuesOf((draft) => {
    draft.airflow.metadataRetentionDays = 45;
  });

  test('removes finished task pods once a day, so that failed ones can be looked at, and old runs', () => {
    expect(cleanup).toMatchObject({ enabled: true, schedule: '0 4 * * *' });
    expect(databaseCleanup).toMatchObject({ enabled: true, schedule: '0 3 * * 0' });
    expect(databaseCleanup?.args?.slice(0, 2)).toEqual(['python', '-c']);
    expect(databaseCleanup?.args?.at(-1)).toBe('45');
  });

  test('that failed does not stop the sync of the platform until its next run, a week later', () => {
    for (const job of [cleanup, databaseCleanup]) {
      expect(job?.jobAnnotations).toEqual({ 'argocd.argoproj.io/ignore-healthcheck': 'true' });
    }
  });

  test('has a script that Helm leaves as it is', () => {
    expect(databaseCleanup?.args?.join('')).not.toMatch(/\{\{|\}\}/);
  });
});

test('metrics are sent where somebody reads them, and nowhere else', () => {
  expect([valuesOf().statsd?.enabled, valuesOf(monitored).statsd?.enabled]).toEqual([false, true]);
});
