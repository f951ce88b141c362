import type { AirflowConfig } from './platform-config.ts';

type Connection = NonNullable<AirflowConfig['connections']>[number];

/** Connections that the platform makes itself, and why no other may have the name. */
export const platformConnections: ReadonlyMap<string, string> = new Map([
  ['aws_default', 'task logs and DAGs in S3 are read with it'],
  ['git_default', 'DAGs are fetched with it'],
  ['git_private', 'DAGs are fetched with it'],
  ['kubernetes_default', 'Spark jobs are started with it'],
]);

/** Where Airflow looks for a connection or a variable first. */
export const connectionVariable = (id: string): string => `AIRFLOW_CONN_${id.toUpperCase()}`;
export const variableVariable = (name: string): string => `AIRFLOW_VAR_${name.toUpperCase()}`;

/** Connections without a secret, as an environment that may stand in Git. */
export function publicConnections({ connections = [] }: AirflowConfig): Record<string, string> {
  return Object.fromEntries(
    connections
      .filter(({ secret }) => secret === undefined)
      .map((connection) => [connectionVariable(connection.id), JSON.stringify(fieldsOf(connection))]),
  );
}

/** What a person fills in for a connection. */
export function secretProperties({ login, secretExtra = [] }: Connection): readonly string[] {
  return [...(login === undefined ? ['login'] : []), 'password', ...secretExtra];
}

/** The connection as a template of External Secrets, which fills in those properties. */
export function connectionTemplate(connection: Connection): string {
  const { extra, ...fields } = fieldsOf(connection);
  const { secretExtra = [] } = connection;
  const credentials = secretProperties(connection).filter((property) => !secretExtra.includes(property));
  const inExtra = object({ ...extra }, secretExtra);
  return object(fields, credentials, inExtra === '{}' ? [] : [`"extra":${inExtra}`]);
}

/** As Airflow writes a connection in JSON. */
function fieldsOf({ type, host, port, schema, login, extra }: Connection) {
  return {
    conn_type: type,
    ...(host === undefined ? {} : { host }),
    ...(port === undefined ? {} : { port }),
    ...(schema === undefined ? {} : { schema }),
    ...(login === undefined ? {} : { login }),
    ...(extra === undefined ? {} : { extra }),
  };
}

/** A JSON object of given values, which the template leaves as they are, and of properties that it fills in. */
function object(given: object, properties: readonly string[], more: readonly string[] = []): string {
  const fields = Object.entries(given).map(([key, value]) =>
    `${JSON.stringify(key)}:${JSON.stringify(value)}`.replaceAll('{{', '{{ "{{" }}'),
  );
  return `{${[...fields, ...properties.map((property) => `"${property}":{{ .${property} | toJson }}`), ...more].join(',')}}`;
}
