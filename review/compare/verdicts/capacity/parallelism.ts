import { at, type JsonObject, objectIn } from '../../../../imports/json.ts';
import { allValues } from '../../../kinds/helm/values.ts';
import { requestsOf } from '../../../kinds/pods/size.ts';
import { amount } from '../../../kinds/quantity.ts';
import type { Item, Tree } from '../../../tree/tree.ts';
import { documentIn } from '../../canonical.ts';
import { leavesOf } from '../../values.ts';
import type { Verdict } from '../../verdict.ts';
import { airflowChange } from '../restarts/airflow.ts';

const gib = 1024 ** 3;

export const parallelism: Verdict = {
  rule: 'capacity/parallelism',
  severity: 'warn',
  promise: 'How many tasks may run at once, against the limit of their pool and the connections of the database',
  judge(change, before, after) {
    const values = airflowChange(change, before, after);
    const field = values?.differences
      .flatMap(leavesOf)
      .find(({ path }) => path.join('.') === 'config.core.parallelism');
    if (!values || !field) return [];
    const [old, now] = [Number(field.before ?? 32), Number(field.after ?? 32)];
    const all = allValues(values.after);
    if (!(now > old)) {
      return {
        severity: 'info',
        message: `at most ${now} tasks run at once, before ${old} (parallelism); the others wait in the queue`,
        differences: [field],
      };
    }
    const task = objectIn(documentIn(String(all['podTemplate'])), 'spec');
    const { cpu = 0, memory = 0 } = requestsOf(task);
    const pool = poolOf(task, after);
    const limit = amount(at(pool?.manifest, 'spec.limits.cpu'));
    const connections = connectionsOf(all, after);
    const needs = cpu > 0 ? `${now * cpu} vCPU and ${Math.round((now * memory) / gib)} GiB` : undefined;
    const facts = [
      needs === undefined ? '' : `that is ${needs}`,
      pool && limit !== undefined
        ? `of the ${limit} vCPU that its pool ${pool.id.name} may have${now * cpu > limit ? ', which is too little' : ''}`
        : '',
      connections === undefined ? '' : `and up to ${now} connections more, of the ${connections} that the pooler takes`,
    ].filter(Boolean);
    return {
      message: `up to ${now} tasks run at once, before ${old} (parallelism)${facts.length > 0 ? `: ${facts.join(' ').replace(/^and /, '')}` : ''}`,
      remedy: 'raise the limit of the pool, the connections of the pooler and the size of the database with it',
      differences: [field],
    };
  },
};

/** The pool whose nodes have the labels that a task pod selects. */
function poolOf(task: JsonObject, tree: Tree): Item | undefined {
  const selector = Object.entries(objectIn(task, 'nodeSelector'));
  if (selector.length === 0) return undefined;
  return tree.ofKind('NodePool').find(({ manifest }) => {
    const labels = objectIn(manifest, 'spec.template.metadata.labels');
    return selector.every(([key, value]) => labels[key] === value);
  });
}

/** `max_client_conn` of pgbouncer, from the Secret's template or from the values. */
function connectionsOf(values: JsonObject, tree: Tree): number | undefined {
  const name = at(values, 'pgbouncer.configSecretName');
  const secret = tree.ofKind('ExternalSecret').find(({ manifest }) => at(manifest, 'spec.target.name') === name);
  const ini = objectIn(secret?.manifest, 'spec.target.template.data')['pgbouncer.ini'];
  const [, number] = /max_client_conn\s*=\s*(\d+)/.exec(String(ini)) ?? [];
  const own = at(values, 'pgbouncer.maxClientConn');
  return number === undefined ? (typeof own === 'number' ? own : undefined) : Number(number);
}
