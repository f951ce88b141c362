import type { Manifest } from '../../tree/manifest.ts';
import { groupOf } from '../../tree/object-id.ts';
import { map, type Shape, set } from '../shape.ts';
import { kubernetesShapes } from './kubernetes.ts';
import { operatorShapes } from './operators.ts';

const metadata: Shape = map({
  finalizers: set,
  annotations: map({
    'argocd.argoproj.io/sync-options': { scalar: 'commas' },
    'argocd.argoproj.io/compare-options': { scalar: 'commas' },
    'argocd.argoproj.io/hook': { scalar: 'commas' },
    'argocd.argoproj.io/hook-delete-policy': { scalar: 'commas' },
    'alb.ingress.kubernetes.io/inbound-cidrs': { scalar: 'commas' },
    'alb.ingress.kubernetes.io/subnets': { scalar: 'commas' },
    'alb.ingress.kubernetes.io/security-groups': { scalar: 'commas' },
    'alb.ingress.kubernetes.io/tags': { scalar: 'commas' },
    'alb.ingress.kubernetes.io/load-balancer-attributes': { scalar: 'commas' },
    'alb.ingress.kubernetes.io/target-group-attributes': { scalar: 'commas' },
    'alb.ingress.kubernetes.io/listen-ports': { document: set },
  }),
});

/** The shape of an object; `metadata` and nothing else for a kind that nobody described. */
export function shapeOf({ apiVersion, kind }: Pick<Manifest, 'apiVersion' | 'kind'>): Shape {
  const group = groupOf(apiVersion);
  const own = kubernetesShapes[group]?.[kind] ?? operatorShapes[group]?.[kind];
  return { ...own, fields: { ...own?.fields, metadata } };
}
