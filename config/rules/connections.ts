import { connectionVariable, platformConnections, variableVariable } from '../airflow-connections.ts';
import { partition } from '../names.ts';
import { fieldName, type Problem, problem } from '../problem.ts';
import type { Rule } from '../rule.ts';
import { each, repeats } from '../valid-parts.ts';

/** Names of values that are secret; `token_url` and `secret_name` are others. */
const secretName =
  /(password|passwd|passphrase|token|secret|secret[_-]?key|access[_-]?key|api[_-]?key|private[_-]?key(_content)?|keyfile_dict|credentials?)$/i;

const fieldOf = (index: number) => `airflow.connections[${index}]`;

const ids: Rule = ({ airflow: { connections = [] } }) => [
  ...repeats(
    connections,
    ({ id }) => connectionVariable(id),
    (_, index, first) => {
      const complaint = `is already the id of ${fieldOf(first)}, whatever the case of its letters; use another one`;
      return problem(`${fieldOf(index)}.id`, connections[index]?.id, complaint);
    },
  ),
  ...each(connections, ({ id }, index) => {
    const name = id.toLowerCase().replace(/^git_bundle_.*/, 'git_private');
    const reason = platformConnections.get(name);
    if (reason === undefined) return [];
    return problem(`${fieldOf(index)}.id`, id, `is a connection of the platform: ${reason}; use another id`);
  }),
];

const secretsByReference: Rule = ({ airflow: { connections = [] } }) =>
  each(connections, ({ extra = {}, secret, secretExtra = [] }, index) => {
    const field = fieldOf(index);
    return [
      ...(secretExtra.length > 0 && secret === undefined
        ? [problem(`${field}.secretExtra`, secretExtra, 'needs the secret that holds the values; add secret: true')]
        : []),
      ...each(secretExtra, (key, place) =>
        key === 'login' || key === 'password' || Object.hasOwn(extra, key) || secretExtra.indexOf(key) < place
          ? problem(`${field}.secretExtra[${place}]`, key, 'is there twice; leave one of them out')
          : [],
      ),
      ...secretsIn(extra, ['airflow', 'connections', index, 'extra']),
    ];
  });

/** The value is not shown: it may be the secret. */
function secretsIn(value: unknown, path: readonly (string | number)[]): readonly Problem[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => {
    const field = [...path, key];
    if (typeof part === 'object') return secretsIn(part, field);
    if (typeof part !== 'string' || part === '' || !secretName.test(key)) return [];
    const text = `would be a secret in Git; take it out, and write secret: true and secretExtra: ['${key}']`;
    return { field: fieldName(field), text };
  });
}

const variableNames: Rule = ({ airflow: { variables = {} } }) => {
  const names = Object.keys(variables);
  return [
    ...each(names, (name) => {
      const isName = /^[A-Za-z_]\w*$/.test(name);
      if (isName && !secretName.test(name)) return [];
      const text = isName
        ? 'would be a secret in Git; keep it in airflow.secretsBackend, or in a connection with secret: true'
        : "is not a name of letters, digits and '_', which it must be as part of an environment variable; use e.g. 'ENVIRONMENT'";
      return { field: fieldName(['airflow', 'variables', name]), text };
    }),
    ...repeats(names, variableVariable, (_, index, first) => ({
      field: fieldName(['airflow', 'variables', names[index] ?? '']),
      text: `is already the variable '${names[first]}', whatever the case of its letters; use another name`,
    })),
  ];
};

/** Secrets Manager and Parameter Store use keys of their own region only. */
const backendKey: Rule = ({ airflow: { secretsBackend: backend }, aws: { region } }) => {
  const key = backend?.kmsKeyArn;
  const own = `arn:${partition(region)}:kms:${region}:`;
  if (key === undefined || key.startsWith(own)) return [];
  return problem('airflow.secretsBackend.kmsKeyArn', key, `is a key of another region; begin with '${own}'`);
};

/** Tasks read what is below the prefixes, so nothing of the platform may be there. */
const backendPrefixes: Rule = ({ airflow: { secretsBackend: backend }, cluster }) => {
  if (backend === undefined) return [];
  const field = 'airflow.secretsBackend';
  const own = `${cluster.name}/`;
  const names = (['connectionsPrefix', 'variablesPrefix'] as const).filter((name) => backend[name] !== undefined);
  if (names.length === 0) {
    const complaint = 'has neither connectionsPrefix nor variablesPrefix; write what is to be looked up there';
    return problem(field, backend, complaint);
  }
  if (backend.kind !== 'secrets-manager') return [];
  const complaint = `is below '${own}', where the keys of the platform are, and every task could read what is there; use e.g. 'airflow/connections'`;
  return names
    .filter((name) => `${backend[name]}/`.startsWith(own))
    .map((name) => problem(`${field}.${name}`, backend[name], complaint));
};

export const connectionRules: readonly Rule[] = [ids, secretsByReference, variableNames, backendKey, backendPrefixes];
