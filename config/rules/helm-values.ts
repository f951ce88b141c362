import { objectIn } from '../../imports/json.ts';
import { airflowOptionsSchema } from '../../imports/load.ts';
import { type AddOn, ownedValues } from '../owned-values.ts';
import { fieldName, problem } from '../problem.ts';
import type { Found, Rule } from '../rule.ts';

type Path = readonly (string | number)[];

const promises: Rule = ({ values = {} }) =>
  (Object.keys(values) as AddOn[]).flatMap((addOn) =>
    leaves(values[addOn]).flatMap(({ path, value }): Found => {
      const field = fieldName(['values', addOn, ...path]);
      if (addOn === 'airflow' && path[0] === 'config') return optionProblems(field, path);
      const promise = Object.entries(ownedValues[addOn] ?? {}).find(([, keys]) =>
        keys.split(' ').some((key) => covers(key, path)),
      );
      if (promise) return { field, text: `would break a promise: ${promise[0]}; leave it out` };
      return addOn === 'airflow' ? variableProblems(field, path, value) : [];
    }),
  );

/** The values in an object, and where; an empty object and a list of anything but objects are values too. */
function leaves(value: unknown, path: Path = []): readonly { readonly path: Path; readonly value: unknown }[] {
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) {
    return path.length === 0 || value === undefined ? [] : [{ path, value }];
  }
  return Object.entries(value).flatMap(([key, part]) =>
    leaves(part, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

/** Whether the value is in what the key names, or takes the place of something around it. */
function covers(key: string, path: Path): boolean {
  const steps = key.split('/').map((step) => step.replaceAll('~1', '/'));
  return steps.every((step, depth) =>
    depth >= path.length ? !steps.includes('*') : step === '*' || step === path[depth],
  );
}

/** Options that Airflow lists have a field; those of other providers, in an image of your own, have none. */
function optionProblems(field: string, [, section]: Path): Found {
  const isListed = section === undefined || Object.hasOwn(objectIn(airflowOptionsSchema(), 'properties'), section);
  return isListed ? { field, text: 'is an option that is checked elsewhere; use airflow.options' } : [];
}

/** A variable would win over what the config says, and nobody would see which of them counts. */
function variableProblems(field: string, path: Path, value: unknown): Found {
  if (path.at(-1) !== 'name' || path.at(-3) !== 'env') return [];
  const [prefix] = /^AIRFLOW_(_|CONN_|VAR_)/.exec(String(value)) ?? [];
  const instead: Readonly<Record<string, string>> = {
    AIRFLOW__: 'airflow.options',
    AIRFLOW_CONN_: 'airflow.connections',
    AIRFLOW_VAR_: 'airflow.variables',
  };
  if (prefix === undefined) return [];
  return problem(field, value, `is said by a field of the config; use ${instead[prefix]}`);
}

/** Values of a chart that this environment does without. */
const effect: Rule = ({ monitoring, teams, values = {} }) => [
  ...(values.monitoring && monitoring.kind === 'none' ? [idle.monitoring] : []),
  ...(values.sparkOperator && teams.length === 0 ? [idle.sparkOperator] : []),
];

const idle = {
  monitoring: {
    field: 'values.monitoring',
    text: "does nothing where monitoring is 'none'; leave it out, or switch monitoring on",
  },
  sparkOperator: { field: 'values.sparkOperator', text: 'does nothing without a team; leave it out, or add a team' },
};

export const helmValuesRules: readonly Rule[] = [promises, effect];
