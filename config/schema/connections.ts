import { count, kmsKeyArn, on, text } from '../fields.ts';
import { z } from '../zod.ts';

const example = (value: string) => `e.g. '${value}'`;

/** What may stand in Git: nothing with a user and a password in it. */
const address = text(
  /^(?!.*:\/\/[^/]*@)[^\s@]+$/,
  `use a host name or an address without user and password, ${example('warehouse.example.com')}`,
);

/** Whatever JSON can say. */
const json = z.custom<unknown>(
  (value) => z.json().safeParse(value).success,
  'use text, numbers, true, false, lists and objects',
);

/** A connection that DAGs find by its id, in every component and every task pod. */
export const connection = z.strictObject({
  /** What a DAG calls it. Becomes the variable `AIRFLOW_CONN_<ID>`, which wins over a connection that is made in the UI. */
  id: text(
    /^[A-Za-z](\w{0,98}[A-Za-z0-9])?$/,
    `use letters, digits and '_', not at its end, because names of a variable and of Secrets are built on it, ${example('redshift_default')}`,
  ),
  /** Type of the connection as its provider calls it. */
  type: text(/^[a-z][a-z0-9_-]*$/, `use the type of a connection as its provider calls it, ${example('postgres')}`),
  host: address.optional(),
  port: count(1, 65_535, 5432).optional(),
  /** Name of the database, or what the type calls so. */
  schema: text(/^\S+$/, `use a name without spaces, ${example('analytics')}`).optional(),
  /**
   * User, where it may stand in Git.
   * @default - with `secret` it is filled in by hand, else there is none
   */
  login: text(/^\S+$/, `use a name without spaces, ${example('airflow')}`).optional(),
  /** What else the type knows, and is no secret. */
  extra: z.record(z.string(), json, "use an object, e.g. { region_name: 'eu-west-1' }").optional(),
  /**
   * `login` and `password` are in the Secrets Manager secret `<cluster>/airflow/connections/<id>`, which the deployment makes
   * empty; the values are filled in by hand, once.
   * @default - the connection has no password
   */
  secret: on,
  /**
   * Keys of `extra` whose values are in the same secret, e.g. `private_key_content` of Snowflake.
   * @default - none
   */
  secretExtra: z
    .array(text(/^[A-Za-z]\w*$/, `use names of letters, digits and '_', ${example('private_key_content')}`))
    .optional(),
});

const prefixes = (form: RegExp, connections: string, variables: string) => ({
  /** Connections are named `<prefix>/<id>`. @default - no connection is looked up there */
  connectionsPrefix: text(form, `use a prefix without '/' at its end, ${example(connections)}`).optional(),
  /** Variables are named `<prefix>/<name>`. @default - no variable is looked up there */
  variablesPrefix: text(form, `use a prefix without '/' at its end, ${example(variables)}`).optional(),
  /** The customer managed key that they are encrypted with. @default - the key that AWS keeps for the service */
  kmsKeyArn: kmsKeyArn.optional(),
});

/**
 * Where Airflow looks before its own database, at each use. API server, DAG processor, triggerer and task pods may read what is
 * below these prefixes, and nothing else.
 */
export const secretsBackend = z.discriminatedUnion('kind', [
  /** AWS Secrets Manager. */
  z.strictObject({
    kind: z.literal('secrets-manager'),
    ...prefixes(/^[\w+=.@-]+(\/[\w+=.@-]+)*$/, 'airflow/connections', 'airflow/variables'),
  }),
  /** Parameter Store of AWS Systems Manager. */
  z.strictObject({
    kind: z.literal('ssm'),
    ...prefixes(/^(?!\/(?:aws|ssm)(?:\/|$))(\/[\w.-]+)+$/, '/airflow/connections', '/airflow/variables'),
  }),
]);
