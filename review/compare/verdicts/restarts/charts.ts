import { at, type JsonObject } from '../../../../imports/json.ts';
import type { ChartPod } from '../../../kinds/helm/facts.ts';
import { chartFacts } from '../../../kinds/helm/index.ts';
import { allValues } from '../../../kinds/helm/values.ts';
import { fieldTexts, type Path } from '../../path.ts';
import { valuesChangesOf, valuesOf } from '../../values.ts';
import type { Judgement, Said, Verdict } from '../../verdict.ts';
import { list, some } from '../../words.ts';

/** Fields of a chart's values that change objects beside its pods. */
const besidePods =
  /^(replicas|replicaCount|podDisruptionBudget|pdb|serviceMonitor|podMonitor|service|ingress|networkPolicy|rbac|annotations|revisionHistoryLimit|strategy|updateStrategy|autoscaling|hpa|metrics|crds|installCRDs|skipCrds)$/;

/** Charts whose controllers take these values as arguments, wherever the values stand. */
const arguments_: Readonly<Record<string, RegExp>> = {
  'spark-operator': /^spark\.jobNamespaces/,
};

export const chartRestarts: Verdict = {
  rule: 'restarts/chart',
  severity: 'warn',
  promise: 'Which pods of a chart restart, told from its values where it is not rendered',
  judge(change, before, after) {
    return valuesChangesOf(change, before, after).map((values): Said => {
      const { chart, version } = values.after;
      const bumped = version !== values.before.version;
      if (chart === 'airflow' || values.isRendered) return [];
      const facts = chartFacts(chart);
      const pods = (facts?.pods ?? []).filter(({ runs }) => runs !== 'job');
      const ofValues = values.differences
        .flatMap(valuesOf)
        .filter(({ path }) => !path.some((step) => besidePods.test(step)));
      const fields = bumped ? change.differences : ofValues;
      const isWatched = ofValues.some(({ path }) => path.includes('jobNamespaces'));
      const restart = (restarting: readonly ChartPod[], reason: string): Judgement => ({
        message: `${list(restarting.map(({ name }) => name))} restart${restarting.length === 1 ? 's' : ''}`,
        why: `${reason}${isWatched ? ': what is no longer watched runs on, and nobody follows it' : ''}`,
        remedy: 'merge when a restart is welcome',
        differences: fields,
        effects: restarting.map(({ name }) => ({ verb: 'restart', what: `${chart} ${name}` })),
      });
      if (bumped && pods.length > 0) {
        return restart(pods, `another version of the chart, ${values.before.version} → ${version}`);
      }
      const reached = pods.filter((pod) =>
        ofValues.some(({ path }) => reaches(chart, path, pod, pods, allValues(values.after))),
      );
      if (reached.length > 0) return restart(reached, some(fieldTexts(fields), 3));
      if (facts || fields.length === 0) return [];
      return {
        severity: 'info',
        message: `which pods of the chart ${chart} restart is not known without rendering it`,
        remedy: 'read the release notes of both versions',
        differences: fields,
      };
    });
  },
};

/** Whether a value belongs to a pod: it stands in the part of the values that the pod is made from. */
function reaches(chart: string, path: Path, pod: ChartPod, pods: readonly ChartPod[], values: JsonObject): boolean {
  if (pod.when && (at(values, pod.when.value) ?? pod.when.byDefault) === false) return false;
  if (arguments_[chart]?.test(path.join('.'))) return true;
  const isIn = (part: string) => `${path.join('.')}.`.startsWith(`${part}.`);
  const owners = pods.filter((other) => partsOf(other).some((part) => part !== '' && isIn(part)));
  // A value of no pod in particular, e.g. an image for all, reaches those that are made from the root.
  return owners.length > 0
    ? owners.includes(pod)
    : partsOf(pod).includes('') || path[0] === 'global' || path[0] === 'image';
}

function partsOf({ placement, containers }: ChartPod): readonly string[] {
  const ofContainers = Object.values(containers).map((path) => path.split('.').slice(0, -1).join('.'));
  return [...placement, ...ofContainers];
}
