import { connectionTemplate, connectionVariable, secretProperties } from './airflow-connections.ts';
import { historyPage } from './alb.ts';
import { type AlertReceiver, alertReceivers, secretProperty } from './alert-receivers.ts';
import { type PrivateBundle, privateBundles, shortFormName, usesSsh } from './dag-bundles.ts';
import { digest } from './digest.ts';
import { bundleConnection, bundleProperties, repositoryCredentials, repositoryProperties } from './git-credentials.ts';
import { adminUser, isOidc } from './login.ts';
import { namespaces, type PlatformNames, teamNamespace } from './names.ts';
import { databaseRoot, pgbouncer, pgbouncerIni, rootFile } from './pgbouncer.ts';
import type { PlatformConfig, SparkTeamConfig } from './platform-config.ts';
import { helmLoginOf } from './registries.ts';

/** Secrets Manager generates `property` with `length` letters and digits; `fixed` holds the other, public properties. */
interface Generated {
  readonly kind: 'generated';
  readonly property: string;
  readonly length: number;
  readonly fixed?: Readonly<Record<string, string>>;
}

/**
 * A secret of the platform. `cluster/` makes it in Secrets Manager, External Secrets copies it into the cluster.
 * Only names are committed; the values never leave AWS and the cluster.
 */
export interface PlatformSecret {
  /** Name in Secrets Manager: `<cluster>/<path>`. */
  readonly remoteName: string;
  /** How the value comes to be. */
  readonly source:
    | Generated
    /** The RDS instance writes user, password, host and port into it. */
    | { readonly kind: 'rds' }
    /** A person fills it in once; it is made with these empty properties. */
    | { readonly kind: 'by-hand'; readonly properties: readonly string[] };
  /** The Kubernetes Secrets that are made from it. `data` are External Secrets templates over the secret's properties. */
  readonly targets: readonly SecretTarget[];
}

export interface SecretTarget {
  readonly use: SecretUse;
  /** Name of the DAG bundle, receiver of alerts or team, where each has one of its own. */
  readonly owner?: string;
  readonly namespace: string;
  /**
   * Name of the ExternalSecret and of the Secret that it makes. Pods keep what they read at their start, so where a pod reads
   * it the name ends in a digest of the template and of `secretsRevision`: another content is another Secret, and the
   * pods that refer to it start again and wait until it is there.
   */
  readonly name: string;
  readonly data: Readonly<Record<string, string>>;
  /** @default - Opaque */
  readonly type?: string;
  readonly labels?: Readonly<Record<string, string>>;
}

/**
 * Names of Kubernetes Secrets by use, most of them before their digest. None is one that the Airflow chart would generate:
 * its hooks would delete it (apache/airflow#58982).
 */
const uses = {
  fernet: 'airflow-fernet',
  apiSecret: 'airflow-api-secret',
  jwt: 'airflow-jwt',
  admin: 'airflow-admin',
  oidc: 'airflow-oidc',
  metadata: 'airflow-metadata-db',
  pgbouncerConfig: 'airflow-pgbouncer-ini',
  pgbouncerStats: 'airflow-pgbouncer-stats-conn',
  postgresql: 'airflow-postgresql',
  gitConnection: 'airflow-git-connection',
  taskGitConnection: 'airflow-task-git-connection',
  imagePull: 'airflow-image-pull',
  secretOptions: 'airflow-secret-options',
  taskSecretOptions: 'airflow-task-secret-options',
  gitKnownHosts: 'airflow-git-known-hosts',
  alertReceiver: 'alert-receiver',
  grafana: 'grafana-admin',
  platformRepository: 'platform-repository',
  chartRepository: 'chart-repository',
  argoCdOidc: 'argocd-oidc',
  historyOidc: 'spark-history-oidc',
} as const;

/** Argo CD finds credentials of repositories by this label. */
const repositoryLabel = { 'argocd.argoproj.io/secret-type': 'repository' } as const;

/** A connection of the config is called by its id. */
export type SecretUse = keyof typeof uses | `connection ${string}` | `task connection ${string}`;

/** `task connection Redshift_Default` is the Secret `airflow-task-connection-redshift-default`. */
function nameOf(use: SecretUse): string {
  return use in uses ? uses[use as keyof typeof uses] : `airflow-${use.toLowerCase().replaceAll(/[ _]/g, '-')}`;
}

/** A config with its names and secrets, as `resolve` gives it. */
type Resolved = PlatformConfig & { readonly names: PlatformNames; readonly secrets: readonly PlatformSecret[] };

/** Name of a Kubernetes Secret, as pods and Helm values refer to it. */
export function secretName(
  { environment, secrets }: { readonly environment: string; readonly secrets: readonly PlatformSecret[] },
  use: SecretUse,
  owner?: string,
): string {
  const targets = secrets.flatMap((secret) => secret.targets);
  const target = targets.find((made) => made.use === use && made.owner === owner);
  if (!target) throw new Error(`${environment} has no secret for '${use}'`);
  return target.name;
}

/**
 * The secrets of an environment together with those of the revision before: pods that are not restarted yet still refer to
 * them, and one of them that is started again finds what it had. Not where the template has changed too: what it was
 * before, no config says.
 */
export function secretsInCluster({ names, secrets, ...config }: Resolved): readonly PlatformSecret[] {
  if (config.secretsRevision === 1) return secrets;
  const before = platformSecrets({ ...config, secretsRevision: config.secretsRevision - 1 }, names);
  return secrets.map((secret) => {
    const known = new Set(secret.targets.map(({ name }) => name));
    const targetsBefore = before.find(({ remoteName }) => remoteName === secret.remoteName)?.targets ?? [];
    return { ...secret, targets: [...secret.targets, ...targetsBefore.filter(({ name }) => !known.has(name))] };
  });
}

/** Where PostgreSQL listens when it runs in the cluster, and the Secret that it is made with. */
export const postgresqlService = { name: 'airflow-postgresql', port: 5432, secret: uses.postgresql } as const;

export function platformSecrets(
  config: PlatformConfig,
  { secret }: Pick<PlatformNames, 'secret'>,
): readonly PlatformSecret[] {
  type Data = SecretTarget['data'];
  const target = (use: SecretUse, data: Data, namespace: string = namespaces.airflow): SecretTarget => ({
    use,
    namespace,
    name: `${nameOf(use)}-${digest(data, config.secretsRevision)}`,
    data,
  });
  /** For what is read at every use, and not kept by a pod. */
  const fixedTarget = (use: SecretUse, data: Data, namespace?: string): SecretTarget => ({
    ...target(use, data, namespace),
    name: nameOf(use),
  });
  const generated = (path: string, source: Omit<Generated, 'kind'>, targets: readonly SecretTarget[]) => ({
    remoteName: secret(path),
    source: { kind: 'generated', ...source } as const,
    targets,
  });
  const byHand = (path: string, properties: readonly string[], targets: readonly SecretTarget[]) => ({
    remoteName: secret(path),
    source: { kind: 'by-hand', properties } as const,
    targets,
  });
  const root = databaseRoot(config);
  const { connections = [], database, image, login, secretOptions = [] } = config.airflow;

  const ofBundle = (bundle: PrivateBundle): PlatformSecret => {
    const { name, credentials = 'token' } = bundle;
    const suffix = name === shortFormName ? '' : `-${name}`;
    const own = (made: SecretTarget): SecretTarget => ({
      ...made,
      owner: name,
      name: made.name.replace(nameOf(made.use), `${nameOf(made.use)}${suffix}`),
    });
    return byHand(`airflow/git${suffix}`, bundleProperties[credentials], [
      own(target('gitConnection', bundleConnection(bundle))),
      // Task pods come and go: the template that one was made from may be older than the newest name.
      own(fixedTarget('taskGitConnection', bundleConnection(bundle))),
      // A mounted file is read at every fetch.
      ...(usesSsh(bundle) ? [own(fixedTarget('gitKnownHosts', { known_hosts: '{{ .known_hosts }}' }))] : []),
    ]);
  };

  const ofConnection = (connection: (typeof connections)[number]): PlatformSecret => {
    const { id } = connection;
    const data = { [connectionVariable(id)]: connectionTemplate(connection) };
    const targets = [target(`connection ${id}`, data), fixedTarget(`task connection ${id}`, data)];
    return byHand(`airflow/connections/${id}`, secretProperties(connection), targets);
  };

  const ofOptions = (variables: readonly string[]): PlatformSecret => {
    const data = Object.fromEntries(variables.map((name) => [name, `{{ .${name} }}`]));
    return byHand('airflow/options', variables, [
      target('secretOptions', data),
      fixedTarget('taskSecretOptions', data),
    ]);
  };

  /** The load balancer has the namespace of the Ingress only. A client for each team: who reads it gets no further than its own page. */
  const ofHistory = (team: SparkTeamConfig): PlatformSecret => {
    const data = { clientID: '{{ .client_id }}', clientSecret: '{{ .client_secret }}' };
    const made = fixedTarget('historyOidc', data, teamNamespace(team));
    return byHand(`spark-history/${team.name}`, ['client_id', 'client_secret'], [{ ...made, owner: team.name }]);
  };

  /** Argo CD knows a repository by its whole address, so the login of a host becomes a Secret for each folder. */
  const ofCharts = (login: string): PlatformSecret => {
    const urls = [...new Set(Object.values(config.helmRepositories ?? {}))].sort();
    const targets = urls
      .filter((url) => helmLoginOf(url, config) === login)
      .map((url) => {
        const name = `${uses.chartRepository}-${login}-${digest(url)}`;
        const isOci = !url.startsWith('https://');
        const data = { type: 'helm', name, url, ...(isOci ? { enableOCI: 'true' } : {}), ...usernameAndPassword };
        return { ...target('chartRepository', data, namespaces.argocd), name, owner: url, labels: repositoryLabel };
      });
    return byHand(`argocd/charts/${login}`, ['username', 'password'], targets);
  };

  /** Nothing is secret about a topic. Alertmanager reads the file again for each message. */
  const ofReceiver = (receiver: AlertReceiver): readonly PlatformSecret[] => {
    const { name } = receiver;
    const property = secretProperty(receiver);
    if (property === undefined) return [];
    const made = fixedTarget('alertReceiver', { [property]: `{{ .${property} }}` }, namespaces.monitoring);
    return [
      byHand(`monitoring/receiver-${name}`, [property], [{ ...made, owner: name, name: `${made.name}-${name}` }]),
    ];
  };

  return [
    // 32 ASCII letters and digits in base64 are a Fernet key: 44 characters, and never '+' or '/'. While a rotation goes
    // on, a person adds `previousKey`: Airflow then reads with both keys and writes with the first.
    generated('airflow/fernet', { property: 'key', length: 32 }, [
      target('fernet', {
        'fernet-key': '{{ .key | b64enc }}{{ with index . "previousKey" }},{{ . | b64enc }}{{ end }}',
      }),
    ]),
    generated('airflow/api', { property: 'key', length: 64 }, [
      target('apiSecret', { 'api-secret-key': '{{ .key }}' }),
    ]),
    generated('airflow/jwt', { property: 'key', length: 128 }, [target('jwt', { 'jwt-secret': '{{ .key }}' })]),
    ...(adminUser(login) === 'generated'
      ? [generated('airflow/admin', adminPassword, [target('admin', usernameAndPassword)])]
      : []),
    ...(isOidc(login) ? [byHand('airflow/oidc', ['client_secret'], [target('oidc', clientSecret)])] : []),
    {
      remoteName: secret('airflow/db'),
      source: database.kind === 'rds' ? { kind: 'rds' } : databaseInCluster,
      targets: [
        target('metadata', {
          connection: `postgresql://{{ .username }}:{{ .password }}@${pgbouncer.host}:${pgbouncer.port}/${pgbouncer.database}`,
        }),
        target('pgbouncerConfig', {
          'pgbouncer.ini': pgbouncerIni(config),
          'users.txt': '"{{ .username }}" "{{ .password }}"\n',
          ...(root === undefined ? {} : { [rootFile.key]: root }),
        }),
        target('pgbouncerStats', {
          connection: `postgresql://{{ .username }}:{{ .password }}@127.0.0.1:${pgbouncer.port}/pgbouncer?sslmode=disable`,
        }),
        // Read once in the life of the database, when it is made.
        ...(database.kind === 'in-cluster'
          ? [fixedTarget('postgresql', { ...usernameAndPassword, database: '{{ .dbname }}' })]
          : []),
      ],
    },
    ...privateBundles(config.airflow).map(ofBundle),
    ...connections.filter(({ secret: isSecret }) => isSecret).map(ofConnection),
    ...(secretOptions.length > 0 ? [ofOptions(secretOptions.map(optionVariable))] : []),
    ...(image?.pullSecret
      ? [
          // The node reads it at each pull, so nothing has to restart for another one.
          byHand(
            'airflow/registry',
            ['username', 'password'],
            [
              {
                ...fixedTarget('imagePull', { '.dockerconfigjson': pullConfig(image.repository) }),
                type: 'kubernetes.io/dockerconfigjson',
              },
            ],
          ),
        ]
      : []),
    ...(config.git.access !== 'public'
      ? [
          byHand('argocd/repository', repositoryProperties[config.git.access], [
            {
              ...fixedTarget('platformRepository', repositoryCredentials(config.git), namespaces.argocd),
              labels: repositoryLabel,
            },
          ]),
        ]
      : []),
    ...Object.keys(config.helmLogins ?? {}).map(ofCharts),
    ...(config.argoCd
      ? [
          byHand(
            'argocd/oidc',
            ['client_secret'],
            [
              // Argo CD reads values of its settings from Secrets with this label only.
              {
                ...fixedTarget('argoCdOidc', clientSecret, namespaces.argocd),
                labels: { 'app.kubernetes.io/part-of': 'argocd' },
              },
            ],
          ),
        ]
      : []),
    ...(historyPage(config.spark) ? config.teams.map(ofHistory) : []),
    ...(config.monitoring.kind === 'prometheus'
      ? [generated('monitoring/grafana', adminPassword, [target('grafana', grafanaAdmin, namespaces.monitoring)])]
      : []),
    ...alertReceivers(config).flatMap(ofReceiver),
  ];
}

const adminPassword = { property: 'password', length: 24, fixed: { username: 'admin' } } as const;
const usernameAndPassword = { username: '{{ .username }}', password: '{{ .password }}' } as const;
const grafanaAdmin = { 'admin-user': '{{ .username }}', 'admin-password': '{{ .password }}' } as const;
const clientSecret = { 'client-secret': '{{ .client_secret }}' } as const;

/** The database in the cluster, whose address is known before it is made. */
const databaseInCluster: Generated = {
  kind: 'generated',
  property: 'password',
  length: 32,
  fixed: {
    username: 'airflow',
    host: `${postgresqlService.name}.${namespaces.airflow}`,
    port: String(postgresqlService.port),
    dbname: 'airflow',
  },
};

/** The file of registries that a node reads. Images without a registry are those of Docker Hub, which is known by its oldest address. */
function pullConfig(repository: string): string {
  const registry = /^[^/]*[.:][^/]*(?=\/)|^localhost(?=\/)/.exec(repository)?.[0] ?? 'https://index.docker.io/v1/';
  return `{"auths":{"${registry}":{"username":{{ .username | toJson }},"password":{{ .password | toJson }}}}}`;
}

/** `sentry.sentry_dsn` becomes `AIRFLOW__SENTRY__SENTRY_DSN`, which Airflow reads before its file; a dot in a section becomes `_`. */
function optionVariable(name: string): string {
  const dot = name.lastIndexOf('.');
  return `AIRFLOW__${name.slice(0, dot).replaceAll('.', '_')}__${name.slice(dot + 1)}`.toUpperCase();
}
