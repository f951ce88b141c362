import { at, isList, isObject, type Json, type JsonObject, listIn } from '../../../../imports/json.ts';
import { allValues } from '../../../kinds/helm/values.ts';
import type { Difference } from '../../diff.ts';
import { leavesOf, valuesChangesOf } from '../../values.ts';
import { type Said, saidWith, type Verdict } from '../../verdict.ts';

/** A bundle of DAGs: where Airflow fetches them. */
type Bundle = JsonObject;

const sourceFields: Readonly<Record<string, string>> = {
  tracking_ref: 'branch',
  repo_url: 'repository',
  subdir: 'folder',
  bucket_name: 'bucket',
  prefix: 'prefix',
  git_conn_id: 'connection',
  aws_conn_id: 'connection',
};

export const dagSource: Verdict = {
  rule: 'delivery/dag-source',
  severity: 'danger',
  promise: 'Where Airflow runs the DAGs of another branch, repository, bucket or folder',
  judge(change, before, after) {
    return valuesChangesOf(change, before, after).map(({ before: old, after: now, differences }) => {
      const fields = differences
        .flatMap(leavesOf)
        .filter(
          ({ path }) => path[0] === 'dags' || path[1] === 'dagBundleConfigList' || path[2] === 'dag_bundle_config_list',
        );
      if (fields.length === 0) return [];
      const bundles = ofBundles(bundlesOf(allValues(old)), bundlesOf(allValues(now)));
      return saidWith({ differences: fields }, [bundles, ofGitSync(fields)]);
    });
  },
};

function bundlesOf(values: JsonObject): readonly Bundle[] {
  const list = at(values, 'dagProcessor.dagBundleConfigList');
  if (isList(list)) return list.filter(isObject);
  const text = at(values, 'config.dag_processor.dag_bundle_config_list');
  return typeof text === 'string' ? bundlesIn(text) : [];
}

function bundlesIn(text: string): readonly Bundle[] {
  try {
    return listIn(JSON.parse(text) as Json).filter(isObject);
  } catch {
    return [];
  }
}

function ofBundles(before: readonly Bundle[], after: readonly Bundle[]): Said {
  const nameOf = (bundle: Bundle) => String(bundle['name']);
  const removed = before.filter((bundle) => !after.some((other) => nameOf(other) === nameOf(bundle)));
  const added = after.filter((bundle) => !before.some((other) => nameOf(other) === nameOf(bundle)));
  return [
    after.map((bundle) => {
      const old = before.find((other) => nameOf(other) === nameOf(bundle));
      return old && ofBundle(old, bundle);
    }),
    removed.map((bundle) => ({
      message: `the DAGs of the bundle '${nameOf(bundle)}' disappear from Airflow, and their schedules end`,
      remedy: 'check that another bundle has these DAGs',
    })),
    added.map((bundle) => ({
      severity: 'warn',
      message: `Airflow also runs the code of another bundle ('${nameOf(bundle)}', ${placeOf(bundle)})`,
      remedy: 'check who may change the code there: it runs with the rights of the tasks',
    })),
  ];
}

function kindOf({ classpath }: Bundle): string {
  return `kind ${String(classpath).split('.').at(-1)}`;
}

function placeOf(bundle: Bundle, fields = Object.keys(sourceFields)): string {
  const parts = fields.flatMap((field) => {
    const said = value(bundle, field);
    return typeof said === 'string' ? [`${sourceFields[field]} ${said}`] : [];
  });
  return parts.join(', ') || 'no place given';
}

function ofBundle(before: Bundle, after: Bundle): Said {
  const names = Object.keys(sourceFields).filter((field) => value(before, field) !== value(after, field));
  const isOtherKind = before['classpath'] !== after['classpath'];
  if (names.length === 0 && !isOtherKind) return [];
  // Of another kind the fields are others too, so each place is told as a whole.
  const told = (bundle: Bundle) => (isOtherKind ? `${kindOf(bundle)}, ${placeOf(bundle)}` : placeOf(bundle, names));
  return {
    message: `Airflow runs the DAGs of another place: ${told(after)} (bundle '${after['name']}')`,
    why: `before: ${told(before)}; what is merged there runs without a review here`,
    remedy: 'check that this place has the DAGs that should run, and who may change them',
  };
}

function value({ kwargs = null }: Bundle, field: string): Json | undefined {
  return at(kwargs, field);
}

/** The chart's own way to fetch DAGs. */
function ofGitSync(fields: readonly Difference[]): Said {
  const changed = fields.filter(
    ({ path }) => path[0] === 'dags' && /^(repo|branch|rev|ref|subPath|enabled)$/.test(path.at(-1) ?? ''),
  );
  if (changed.length === 0) return [];
  return {
    message: `Airflow runs the DAGs of another place: ${changed.map(({ path, after }) => `${path.at(-1)} ${after ?? 'the default'}`).join(', ')}`,
    remedy: 'check that this place has the DAGs that should run, and who may change them',
  };
}
