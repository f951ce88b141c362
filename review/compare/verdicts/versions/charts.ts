import type { ChartSource } from '../../../tree/application.ts';
import type { Tree } from '../../../tree/tree.ts';
import { type Change, coming } from '../../change.ts';
import type { Said, Verdict } from '../../verdict.ts';
import { isPinned, stepBetween } from './semver.ts';

/** Charts of an Application on both sides of a change. */
function pairsOf(
  { before: was, after: is, verb }: Change,
  before: Tree,
  after: Tree,
): readonly (readonly [ChartSource | undefined, ChartSource])[] {
  if (is?.id.kind !== 'Application' || verb === 'removed') return [];
  const old = was && verb === 'changed' ? (before.application(was.id.name)?.charts ?? []) : [];
  return (after.application(is.id.name)?.charts ?? []).map(
    (source) => [old.find(({ chart }) => chart === source.chart), source] as const,
  );
}

export const chartVersion: Verdict = {
  rule: 'versions/chart',
  severity: 'danger',
  promise: 'Which charts are upgraded, downgraded, unpinned or fetched from elsewhere',
  judge(change, before, after) {
    return pairsOf(change, before, after).map(([old, now]) => [
      ofPin(old, now),
      old && [ofStep(old, now), ofRepository(old, now)],
    ]);
  },
};

function ofPin(old: ChartSource | undefined, now: ChartSource): Said {
  if (isPinned(now.version) || (old && !isPinned(old.version))) return [];
  return {
    message: `the chart ${now.chart} is not pinned (${now.version}): its next release reaches the cluster without a pull request`,
    remedy: 'write one exact version',
  };
}

function ofStep(old: ChartSource, now: ChartSource): Said {
  const step = stepBetween(old.version, now.version);
  const versions = `${now.chart} ${old.version} → ${now.version}`;
  if (step === 'same' || (step === 'other' && !isPinned(now.version))) return [];
  if (step === 'downgrade') {
    return {
      message: `downgrade: the chart goes back, ${versions}; Argo CD applies it as any other change, and what the newer version wrote may not be understood`,
      remedy: 'read the release notes backwards: custom resources and schemas of the newer version stay',
    };
  }
  if (step === 'major') {
    return {
      severity: 'danger',
      message: `another major version of a chart: ${versions}; values and defaults may have changed their meaning`,
      remedy: 'read its release notes, and try it in dev first',
    };
  }
  return { severity: 'info', message: `another version of a chart: ${versions}`, remedy: 'read its release notes' };
}

function ofRepository(old: ChartSource, now: ChartSource): Said {
  if (old.repoUrl === now.repoUrl) return [];
  return {
    message: `the chart ${now.chart} comes from another repository: ${now.repoUrl}, before ${old.repoUrl}`,
    why: 'whoever owns the repository decides what runs in the cluster',
    remedy: 'check who owns it, and that the project allows it',
  };
}

export const kubernetesVersion: Verdict = {
  rule: 'versions/kubernetes',
  severity: 'danger',
  promise: 'Where charts are rendered for another version of Kubernetes',
  judge(change, before, after) {
    return pairsOf(change, before, after).map(([old, now]): Said => {
      if (!old || old.kubeVersion === now.kubeVersion || now.kubeVersion === undefined) return [];
      const versions = `${old.kubeVersion ?? 'none'} → ${now.kubeVersion}`;
      if (stepBetween(old.kubeVersion ?? now.kubeVersion, now.kubeVersion) === 'downgrade') {
        return {
          message: `Kubernetes goes back (${versions}), which EKS does not do: charts are rendered for a cluster that is newer`,
          remedy: 'take the change back',
        };
      }
      return {
        severity: 'warn',
        message: `another version of Kubernetes (${versions}): the control plane is upgraded by a deployment of the cluster stacks, and then Karpenter replaces every node, as its AMI is one for the new version`,
        remedy:
          "run 'npm run cluster:diff', upgrade one minor version at a time, and merge when a change of all nodes is welcome",
      };
    });
  },
};

/** The chart of a controller, and the one with its definitions. */
const [controllerChart, crdChart] = ['karpenter', 'karpenter-crd'];

export const crdMatch: Verdict = {
  rule: 'versions/crd-chart',
  severity: 'danger',
  promise: 'Where a controller and its CRDs are no longer of one version',
  judgeAll({ before, after, changes }) {
    const [crds, controller] = [chartIn(after, crdChart), chartIn(after, controllerChart)];
    if (!crds || !controller || crds.version === controller.version) return [];
    const [oldCrds, oldController] = [chartIn(before, crdChart), chartIn(before, controllerChart)];
    if (oldCrds && oldController && oldCrds.version !== oldController.version) return [];
    return {
      objects: changes.flatMap(({ after: item }) =>
        item?.id.kind === 'Application' && [crds.application, controller.application].includes(item.id.name)
          ? [item]
          : [],
      ),
      message: `the CRDs are of version ${crds.version} and their controller ${controllerChart} of ${controller.version}: fields that only one of them knows are refused or dropped`,
      remedy: 'change both in one pull request',
    };
  },
};

function chartIn({ applications }: Tree, name: string) {
  return applications
    .flatMap((view) => view.charts.map(({ chart, version }) => ({ chart, version, application: view.name })))
    .find(({ chart }) => chart === name);
}

export const rightsFirst: Verdict = {
  rule: 'versions/rights-first',
  severity: 'warn',
  promise: 'Where the rights in AWS of a new version must be deployed before its chart',
  judge(change, before, after) {
    return pairsOf(change, before, after).map(([old, now]): Said => {
      if (!old || !/^(karpenter|aws-load-balancer-controller|external-secrets)$/.test(now.chart)) return [];
      const step = stepBetween(old.version, now.version);
      if (step !== 'minor' && step !== 'major') return [];
      return {
        message: `the new ${now.chart} may call what its role in AWS does not allow yet: then it works on, and fails where it needs the new right`,
        remedy: "compare its published policy with ours, and run 'npm run cluster:deploy -- <env>' before the merge",
      };
    });
  },
};

export const newChart: Verdict = {
  rule: 'versions/new-chart',
  severity: 'info',
  promise: 'Which charts are installed in addition',
  judge(change, before, after) {
    if (!coming(change)) return [];
    return pairsOf(change, before, after).map(([, { chart, version, repoUrl }]) => ({
      message: `a new chart is installed: ${chart} ${version} from ${repoUrl}`,
    }));
  },
};
