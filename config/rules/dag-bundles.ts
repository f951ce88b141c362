import { shortFormName } from '../dag-bundles.ts';
import type { AirflowConfig } from '../platform-config.ts';
import { type Problem, problem } from '../problem.ts';
import type { Found, Rule } from '../rule.ts';
import { each, repeatedNames } from '../valid-parts.ts';

type Source = NonNullable<AirflowConfig['dags']>;

/** A source of DAG files with the field that holds it. */
export type DagSource = readonly [field: string, source: Source];

/** The problems of each source by itself. */
export function dagSources(airflow: AirflowConfig, find: (source: DagSource) => Found): readonly Problem[] {
  return [
    ...each([0], () => (airflow.dags ? find(['airflow.dags', airflow.dags]) : [])),
    ...each([0], () => each(airflow.dagBundles ?? [], (bundle, index) => find([fieldOf(index), bundle]))),
  ];
}

const fieldOf = (index: number) => `airflow.dagBundles[${index}]`;

/** A commit never moves, so new DAGs would never arrive. */
const movingDagRef: Rule = ({ airflow }) =>
  dagSources(airflow, ([field, source]) => {
    if (source.kind === 's3' || !/^[0-9a-f]{40}$/i.test(source.ref)) return [];
    const complaint =
      "is a commit, which never moves, so no new DAG would arrive (apache/airflow#71388); use a branch, e.g. 'main'";
    return problem(`${field}.ref`, source.ref, complaint);
  });

const namesAreDistinct: Rule = ({ airflow: { dags, dagBundles = [] } }) => [
  ...(dags
    ? each(dagBundles, ({ name }, index) =>
        name === shortFormName
          ? [problem(`${fieldOf(index)}.name`, name, 'is the bundle that airflow.dags stands for; use another name')]
          : [],
      )
    : []),
  ...repeatedNames('airflow.dagBundles', dagBundles),
];

/** A DAG belongs to one bundle: in two of them it would move from one to the other with each parse. */
const filesAreInOneBundle: Rule = ({ airflow }) => {
  const before: DagSource[] = [];
  return dagSources(airflow, ([field, source]) => {
    const [same] = before.filter(([, other]) => sameFiles(other, source));
    before.push([field, source]);
    if (!same) return [];
    const [key, value, instead] =
      source.kind === 's3' ? ['prefix', source.prefix, 'prefix'] : ['subdir', source.subdir, 'folder or repository'];
    const complaint = `holds files of ${same[0]}, and a DAG belongs to one bundle; use another ${instead}`;
    return problem(`${field}.${key}`, value, complaint);
  });
};

function sameFiles(one: Source, other: Source): boolean {
  if (one.kind === 's3') return other.kind === 's3' && overlap(one.prefix, other.prefix);
  if (other.kind === 's3') return false;
  return one.repoUrl === other.repoUrl && one.ref === other.ref && overlap(one.subdir, other.subdir);
}

/** Whether one folder is the other, or lies in it. */
function overlap(one: string, other: string): boolean {
  return `${one}/`.startsWith(`${other}/`) || `${other}/`.startsWith(`${one}/`);
}

export const dagBundleRules: readonly Rule[] = [movingDagRef, namesAreDistinct, filesAreInOneBundle];
