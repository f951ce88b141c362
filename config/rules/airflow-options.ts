import { isObject, type Json, objectIn } from '../../imports/json.ts';
import { airflowOptionsSchema } from '../../imports/load.ts';
import { ownedOptions } from '../owned-options.ts';
import { fieldName, type Problem, problem, show } from '../problem.ts';
import type { Found, Rule } from '../rule.ts';
import { nearest } from '../suggest.ts';

const listed = () => objectIn(airflowOptionsSchema(), 'properties');
const optionsOf = (section: string) => objectIn(listed()[section], 'properties');

const options: Rule = ({ airflow: { options: given = {} } }) =>
  Object.entries(given).flatMap(([section, chosen]): Found => {
    const field = fieldName(['airflow', 'options', section]);
    if (!Object.hasOwn(listed(), section))
      return unknown(field, 'a section of airflow.cfg', section, Object.keys(listed()));
    if (!isObject(chosen as Json))
      return problem(field, chosen, "is not a section; use an object, e.g. { default_timezone: 'Asia/Seoul' }");
    return Object.entries(chosen).flatMap(([option, value]) => optionProblems(section, option, value));
  });

function optionProblems(section: string, option: string, value: unknown): Found {
  const field = fieldName(['airflow', 'options', section, option]);
  const known = optionsOf(section);
  const base = option.replace(/_(secret|cmd)$/, '');
  const owner = ownedOptions.get(`${section}.${base}`) ?? ownedOptions.get(`${section}.*`);
  if (owner !== undefined) return { field, text: `belongs to ${owner}; leave it out` };
  const isKnown = Object.hasOwn(known, option);
  const definition = objectIn(known[isKnown ? option : base]);
  if (definition['writeOnly'] === true) {
    const text = `holds a secret, which would be in Git; leave it out, and write airflow.secretOptions: ['${section}.${base}']`;
    return { field, text };
  }
  if (!isKnown) {
    const home = Object.keys(listed()).find((name) => Object.hasOwn(optionsOf(name), option));
    if (home === undefined) return unknown(field, `an option of [${section}]`, option, Object.keys(known));
    const text = `is not an option of [${section}]; it is one of [${home}]: airflow.options.${home}.${option}`;
    return { field, text };
  }
  return valueProblems(field, value, [definition['type'] ?? []].flat().map(String));
}

function unknown(field: string, what: string, name: string, known: readonly string[]): Problem {
  const meant = nearest(name, known);
  const hint = meant === undefined ? 'see the list in imports/values/airflow-options.ts' : `did you mean '${meant}'?`;
  return { field, text: `is not ${what} in the Airflow that is pinned; ${hint}` };
}

const examples: Readonly<Record<string, string>> = {
  boolean: 'true or false, without quotes',
  integer: 'a whole number, without quotes',
  number: 'a number, without quotes',
  string: 'text in quotes',
};

function valueProblems(field: string, value: unknown, types: readonly string[]): Found {
  const is = typeof value === 'number' && Number.isInteger(value) ? ['integer', 'number'] : [typeof value];
  if (!types.some((type) => is.includes(type)) || (typeof value === 'number' && !Number.isFinite(value))) {
    return problem(field, value, `is not valid; use ${types.map((type) => examples[type]).join(' or ')}`);
  }
  if (typeof value !== 'string') return [];
  if (/[\n\r]/.test(value)) return problem(field, value, 'has more than one line; write it in one');
  if (!value.includes('%%')) return [];
  return problem(field, value, "has '%%', which airflow.cfg makes of '%'; write one '%', the platform doubles it");
}

const secretOptions: Rule = ({ airflow: { options: given, secretOptions: names = [] } }) =>
  names.flatMap((name, index) => {
    const field = `airflow.secretOptions[${index}]`;
    const owner = ownedOptions.get(name);
    if (owner !== undefined) return problem(field, name, `belongs to ${owner}; leave it out`);
    if (names.indexOf(name) < index) return problem(field, name, 'is there twice; leave one of them out');
    const [section = '', option = ''] = name.split(/\.(?=[^.]*$)/);
    if (Object.hasOwn(objectIn(objectIn(given as Json)[section]), option))
      return problem(field, name, `is in airflow.options.${section} too; leave one of them out`);
    const known = Object.keys(listed()).flatMap((section) =>
      Object.keys(optionsOf(section)).map((option) => `${section}.${option}`),
    );
    if (known.includes(name)) return [];
    const meant = nearest(name, known);
    const hint =
      meant === undefined ? `use one as [section].[option], e.g. 'sentry.sentry_dsn'` : `did you mean ${show(meant)}?`;
    return problem(field, name, `is not an option in the Airflow that is pinned; ${hint}`);
  });

export const airflowOptionRules: readonly Rule[] = [options, secretOptions];
