/** API groups whose definitions a chart brings, read from its templates. With `skipCrds` those of its folder `crds/` stay out. */
const definitions: Readonly<Record<string, readonly string[]>> = {
  'argo-cd': ['argoproj.io'],
  'aws-load-balancer-controller': ['elbv2.k8s.aws'],
  'external-secrets': ['external-secrets.io', 'generators.external-secrets.io'],
  karpenter: ['karpenter.sh', 'karpenter.k8s.aws'],
  'karpenter-crd': ['karpenter.sh', 'karpenter.k8s.aws'],
  'kube-prometheus-stack': ['monitoring.coreos.com'],
  'prometheus-operator-crds': ['monitoring.coreos.com'],
  'spark-operator': ['sparkoperator.k8s.io'],
};

/** Groups that a chart's controller reads, so that it does not start without them. */
const reads: Readonly<Record<string, readonly string[]>> = {
  karpenter: ['karpenter.sh', 'karpenter.k8s.aws'],
};

export function definedBy(chart: string, skipCrds: boolean): readonly string[] {
  return skipCrds ? [] : (definitions[chart] ?? []);
}

export function readBy(chart: string): readonly string[] {
  return reads[chart] ?? [];
}
