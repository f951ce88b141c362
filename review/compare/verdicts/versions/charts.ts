import type { ChartSource } from '../../../tree/application.ts';
import type { Item, Tree } from '../../../tree/tree.ts';
import { type Change, type Comparison, coming } from '../../change.ts';
import type { Judgement, Verdict } from '../../verdict.ts';
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
    const item = change.after;
    if (!item) return [];
    return pairsOf(change, before, after).flatMap(([old, now]) => [
      ...ofPin(item, old, now),
      ...(old ? [...ofStep(item, old, now), ...ofRepository(item, old, now)] : []),
    ]);
  },
};

function ofPin(item: Item, old: ChartSource | undefined, now: ChartSource): readonly Judgement[] {
  if (isPinned(now.version) || (old && !isPinned(old.version))) return [];
  return [
    {
      objects: [item],
      message: `the chart ${now.chart} is not pinned (${now.version}): its next release reaches the cluster without a pull request`,
      remedy: 'write one exact version',
    },
  ];
}

function ofStep(item: Item, old: ChartSource, now: ChartSource): readonly Judgement[] {
  const step = stepBetween(old.version, now.version);
  const versions = `${now.chart} ${old.version} → ${now.version}`;
  if (step === 'same' || (step === 'other' && !isPinned(now.version))) return [];
  if (step === 'downgrade') {
    return [
      {
        objects: [item],
        message: `downgrade: the chart goes back, ${versions}; Argo CD applies it as any other change, and what the newer version wrote may not be understood`,
        remedy: 'read the release notes backwards: custom resources and schemas of the newer version stay',
      },
    ];
  }
  if (step === 'major') {
    return [
      {
        severity: 'danger',
        objects: [item],
        message: `another major version of a chart: ${versions}; values and defaults may have changed their meaning`,
        remedy: 'read its release notes, and try it in dev first',
      },
    ];
  }
  return [
    {
      severity: 'info',
      objects: [item],
      message: `another version of a chart: ${versions}`,
      remedy: 'read its release notes',
    },
  ];
}

function ofRepository(item: Item, old: ChartSource, now: ChartSource): readonly Judgement[] {
  if (old.repoUrl === now.repoUrl) return [];
  return [
    {
      objects: [item],
      message: `the chart ${now.chart} comes from another repository: ${now.repoUrl}, before ${old.repoUrl}`,
      why: 'whoever owns the repository decides what runs in the cluster',
      remedy: 'check who owns it, and that the project allows it',
    },
  ];
}

export const kubernetesVersion: Verdict = {
  rule: 'versions/kubernetes',
  severity: 'danger',
  promise: 'Where charts are rendered for another version of Kubernetes',
  judge(change, before, after) {
    const item = change.after;
    if (!item) return [];
    return pairsOf(change, before, after).flatMap(([old, now]): readonly Judgement[] => {
      if (!old || old.kubeVersion === now.kubeVersion || now.kubeVersion === undefined) return [];
      const step = stepBetween(old.kubeVersion ?? now.kubeVersion, now.kubeVersion);
      const versions = `${old.kubeVersion ?? 'none'} → ${now.kubeVersion}`;
      if (step === 'downgrade') {
        return [
          {
            objects: [item],
            message: `Kubernetes goes back (${versions}), which EKS does not do: charts are rendered for a cluster that is newer`,
            remedy: 'take the change back',
          },
        ];
      }
      return [
        {
          severity: 'warn',
          objects: [item],
          message: `another version of Kubernetes (${versions}): the control plane is upgraded by a deployment of the cluster stacks, and then Karpenter replaces every node, as its AMI is one for the new version`,
          remedy:
            "run 'npm run cluster:diff', upgrade one minor version at a time, and merge when a change of all nodes is welcome",
        },
      ];
    });
  },
};

/** Pairs of charts of which the first brings the CRDs of the second. */
const crdCharts: Readonly<Record<string, string>> = { 'karpenter-crd': 'karpenter' };

export const crdMatch: Verdict = {
  rule: 'versions/crd-chart',
  severity: 'danger',
  promise: 'Where a controller and its CRDs are no longer of one version',
  judgeAll({ before, after, changes }: Comparison) {
    const pairs = Object.entries(crdCharts).flatMap(([crds, controller]) => {
      const find = (tree: Tree, name: string) =>
        tree.applications
          .flatMap((view) => view.charts.map((source) => ({ view, source })))
          .find(({ source }) => source.chart === name);
      const [now, user] = [find(after, crds), find(after, controller)];
      const [oldNow, oldUser] = [find(before, crds), find(before, controller)];
      if (!now || !user || now.source.version === user.source.version) return [];
      return oldNow && oldUser && oldNow.source.version !== oldUser.source.version ? [] : [[now, user] as const];
    });
    return pairs.map(([crds, user]) => ({
      objects: changes.flatMap(({ after: item }) =>
        item && item.id.kind === 'Application' && [crds.view.name, user.view.name].includes(item.id.name) ? [item] : [],
      ),
      message: `the CRDs are of version ${crds.source.version} and their controller ${user.source.chart} of ${user.source.version}: fields that only one of them knows are refused or dropped`,
      remedy: 'change both in one pull request',
    }));
  },
};

export const rightsFirst: Verdict = {
  rule: 'versions/rights-first',
  severity: 'warn',
  promise: 'Where the rights in AWS of a new version must be deployed before its chart',
  judge(change, before, after) {
    const item = change.after;
    if (!item) return [];
    return pairsOf(change, before, after).flatMap(([old, now]): readonly Judgement[] => {
      if (!old || !/^(karpenter|aws-load-balancer-controller|external-secrets)$/.test(now.chart)) return [];
      const step = stepBetween(old.version, now.version);
      if (step !== 'minor' && step !== 'major') return [];
      return [
        {
          objects: [item],
          message: `the new ${now.chart} may call what its role in AWS does not allow yet: then it works on, and fails where it needs the new right`,
          remedy: "compare its published policy with ours, and run 'npm run cluster:deploy -- <env>' before the merge",
        },
      ];
    });
  },
};

export const newChart: Verdict = {
  rule: 'versions/new-chart',
  severity: 'info',
  promise: 'Which charts are installed in addition',
  judge(change, before, after) {
    const item = coming(change);
    if (!item) return [];
    return pairsOf(change, before, after).map(([, { chart, version, repoUrl }]) => ({
      objects: [item],
      message: `a new chart is installed: ${chart} ${version} from ${repoUrl}`,
    }));
  },
};
