import { readdirSync } from 'node:fs';
import { omit, type Schema } from '../../imports/json.ts';
import { kindSchema } from '../../imports/load.ts';
import { isClusterWide } from '../../review/kinds/known-kinds.ts';
import type { Manifest } from '../../review/tree/manifest.ts';

const folder = new URL('../../imports/schemas/', import.meta.url);

/** The schemas of the project that are of custom resources. */
const kinds: Readonly<Record<string, string>> = {
  application: 'Application',
  appproject: 'AppProject',
  clustersecretstore: 'ClusterSecretStore',
  ec2nodeclass: 'EC2NodeClass',
  externalsecret: 'ExternalSecret',
  nodepool: 'NodePool',
  podmonitor: 'PodMonitor',
  prometheusrule: 'PrometheusRule',
  servicemonitor: 'ServiceMonitor',
  sparkapplication: 'SparkApplication',
};

/** A CRD for each custom resource of which the project has the schema, built from that schema: the chart that brings it is not here. */
export function crdsOfSchemas(): readonly Manifest[] {
  return readdirSync(folder).flatMap((file) => {
    const [, group, name, version] = /^([a-z0-9.-]+)_([a-z0-9]+)_(v[a-z0-9]+)\.json$/.exec(file) ?? [];
    const kind = kinds[name ?? ''];
    if (!group || !name || !version || !kind) return [];
    const schema = kindSchema(`${group}/${version}`, kind);
    return schema ? [crdOf(group, version, kind, schema)] : [];
  });
}

function crdOf(group: string, version: string, kind: string, schema: Schema): Manifest {
  const singular = kind.toLowerCase();
  const plural = singular.endsWith('s') ? `${singular}es` : `${singular}s`;
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    // Groups that Kubernetes protects want the pull request that approved them.
    metadata: { name: `${plural}.${group}`, annotations: { 'api-approved.kubernetes.io': 'unapproved, for a test' } },
    spec: {
      group,
      scope: isClusterWide(group, kind) ? 'Cluster' : 'Namespaced',
      names: { kind, singular, plural, listKind: `${kind}List` },
      versions: [
        {
          name: version,
          served: true,
          storage: true,
          schema: { openAPIV3Schema: omit(schema, new Set(['$comment'])) },
          subresources: { status: {} },
        },
      ],
    },
  };
}
