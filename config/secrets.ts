import { namespaces, platformNames } from './names.ts';
import { pgbouncer, pgbouncerIni } from './pgbouncer.ts';
import type { PlatformConfig } from './platform-config.ts';

/**
 * A secret of the platform. `cluster/` makes it in Secrets Manager, External Secrets copies it into the cluster.
 * Only names are committed; the values never leave AWS and the cluster.
 */
export interface PlatformSecret {
  /** Name in Secrets Manager: `<cluster>/<path>`. */
  readonly remoteName: string;
  /** How the value comes to be. */
  readonly source: /** Secrets Manager generates `property` with `length` letters and digits; `fixed` holds the other, public properties. */
    | {
        readonly kind: 'generated';
        readonly property: string;
        readonly length: number;
        readonly fixed?: Readonly<Record<string, string>>;
      }
    /** The RDS instance writes user, password, host and port into it. */
    | { readonly kind: 'rds' }
    /** A person fills it in once; it is made with these empty properties. */
    | { readonly kind: 'by-hand'; readonly properties: readonly string[] };
  /** The Kubernetes Secrets that are made from it. `data` are External Secrets templates over the secret's properties. */
  readonly targets: readonly SecretTarget[];
}

export interface SecretTarget {
  readonly namespace: string;
  readonly name: string;
  readonly data: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
}

/** Kubernetes Secrets by use. None has a name that the Airflow chart would generate: its hooks would delete it (apache/airflow#58982). */
export const secretNames = {
  fernet: 'airflow-fernet',
  apiSecret: 'airflow-api-secret',
  jwt: 'airflow-jwt',
  admin: 'airflow-admin',
  metadata: 'airflow-metadata-db',
  pgbouncerConfig: 'airflow-pgbouncer-ini',
  pgbouncerStats: 'airflow-pgbouncer-stats-conn',
  postgresql: 'airflow-postgresql',
  gitConnection: 'airflow-git-connection',
  grafana: 'grafana-admin',
  platformRepository: 'platform-repository',
} as const;

/** Where PostgreSQL listens when it runs in the cluster. */
export const postgresqlService = { name: 'airflow-postgresql', port: 5432 } as const;

export function platformSecrets(config: PlatformConfig): readonly PlatformSecret[] {
  const { secret } = platformNames(config);
  const airflow = (name: string, data: Readonly<Record<string, string>>): SecretTarget => ({
    namespace: namespaces.airflow,
    name,
    data,
  });
  const { database, dags, login } = config.airflow;

  return [
    {
      remoteName: secret('airflow/fernet'),
      source: { kind: 'generated', property: 'key', length: 32 },
      // 32 ASCII letters and digits in base64 are a Fernet key: 44 characters, and never '+' or '/'.
      targets: [airflow(secretNames.fernet, { 'fernet-key': '{{ .key | b64enc }}' })],
    },
    {
      remoteName: secret('airflow/api'),
      source: { kind: 'generated', property: 'key', length: 64 },
      targets: [airflow(secretNames.apiSecret, { 'api-secret-key': '{{ .key }}' })],
    },
    {
      remoteName: secret('airflow/jwt'),
      source: { kind: 'generated', property: 'key', length: 128 },
      targets: [airflow(secretNames.jwt, { 'jwt-secret': '{{ .key }}' })],
    },
    ...(login === 'generated'
      ? [
          {
            remoteName: secret('airflow/admin'),
            source: { kind: 'generated', property: 'password', length: 24, fixed: { username: 'admin' } },
            targets: [airflow(secretNames.admin, { username: '{{ .username }}', password: '{{ .password }}' })],
          } as const,
        ]
      : []),
    {
      remoteName: secret('airflow/db'),
      source:
        database.kind === 'rds'
          ? { kind: 'rds' }
          : {
              kind: 'generated',
              property: 'password',
              length: 32,
              fixed: {
                username: 'airflow',
                host: `${postgresqlService.name}.${namespaces.airflow}`,
                port: String(postgresqlService.port),
                dbname: 'airflow',
              },
            },
      targets: [
        airflow(secretNames.metadata, {
          connection: `postgresql://{{ .username }}:{{ .password }}@${pgbouncer.host}:${pgbouncer.port}/${pgbouncer.database}`,
        }),
        airflow(secretNames.pgbouncerConfig, {
          'pgbouncer.ini': pgbouncerIni(config),
          'users.txt': '"{{ .username }}" "{{ .password }}"\n',
        }),
        airflow(secretNames.pgbouncerStats, {
          connection: `postgresql://{{ .username }}:{{ .password }}@127.0.0.1:${pgbouncer.port}/pgbouncer?sslmode=disable`,
        }),
        ...(database.kind === 'in-cluster'
          ? [
              airflow(secretNames.postgresql, {
                username: '{{ .username }}',
                password: '{{ .password }}',
                database: '{{ .dbname }}',
              }),
            ]
          : []),
      ],
    },
    ...(dags.kind === 'git-private'
      ? [
          {
            remoteName: secret('airflow/git'),
            source: { kind: 'by-hand', properties: ['username', 'token'] },
            targets: [
              airflow(secretNames.gitConnection, {
                AIRFLOW_CONN_GIT_PRIVATE: `{"conn_type":"git","host":"${dags.repoUrl}","login":{{ .username | toJson }},"password":{{ .token | toJson }}}`,
              }),
            ],
          } as const,
        ]
      : []),
    ...(config.git.access === 'token'
      ? [
          {
            remoteName: secret('argocd/repository'),
            source: { kind: 'by-hand', properties: ['username', 'token'] },
            targets: [
              {
                namespace: namespaces.argocd,
                name: secretNames.platformRepository,
                // Argo CD finds repository credentials by this label.
                labels: { 'argocd.argoproj.io/secret-type': 'repository' },
                data: { type: 'git', url: config.git.repoUrl, username: '{{ .username }}', password: '{{ .token }}' },
              },
            ],
          } as const,
        ]
      : []),
    ...(config.monitoring.kind === 'prometheus'
      ? [
          {
            remoteName: secret('monitoring/grafana'),
            source: { kind: 'generated', property: 'password', length: 24, fixed: { username: 'admin' } },
            targets: [
              {
                namespace: namespaces.monitoring,
                name: secretNames.grafana,
                data: { 'admin-user': '{{ .username }}', 'admin-password': '{{ .password }}' },
              },
            ],
          } as const,
        ]
      : []),
  ];
}
