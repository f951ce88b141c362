import { ApiObject, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { IgnoreDifferences } from './argo/application.ts';
import type { HelmSource } from './argo/helm-source.ts';
import { type NamespaceSpec, ownNamespace, type PodSecurity, sharedNamespaces } from './constructs/namespace.ts';

/** The Argo CD project of a chart: `platform` may make cluster-wide objects, `data` only what Airflow needs in its own namespace. */
export type PlatformProject = 'platform' | 'data';

/** What Argo CD needs to know of a chart, beside the manifests in its folder. */
export interface PlatformChartProps {
  /** Namespace of the chart's objects, and the destination of its Application. */
  readonly namespace: string;

  /**
   * Pod Security Standard of the namespace, which is made with the chart and goes with it: the strictest that its pods pass.
   * @default - another chart states it, or the namespace is `kube-system`, which belongs to EKS
   */
  readonly podSecurity?: PodSecurity;

  /**
   * Labels of the namespace beside those of Pod Security.
   * @default - none
   */
  readonly namespaceLabels?: Readonly<Record<string, string>>;

  readonly project: PlatformProject;

  /**
   * A Helm chart that this Application installs, beside the folder where the chart has manifests of its own.
   * @default - only the folder
   */
  readonly helm?: HelmSource;

  /**
   * Fields that a controller in the cluster writes, so that Argo CD neither reports nor overwrites them.
   * @default - every field is enforced
   */
  readonly ignoreDifferences?: readonly IgnoreDifferences[];

  /**
   * What happens to the objects when the Application itself is deleted.
   * `cascade` deletes them, in reverse wave order; `orphan` leaves them, for what must never go by accident.
   * @default 'cascade'
   */
  readonly onDelete?: 'cascade' | 'orphan';

  /**
   * Ask a person before anything of the Application is deleted, because data or nodes would go along. Its removal from Git
   * deletes the Application, which then waits by itself: nothing else has to.
   * @default false
   */
  readonly confirmDelete?: boolean;

  /**
   * Try a failed sync again without end. Only for a folder, which is read again from Git before each try, and whose objects
   * wait for something in AWS that may come hours later.
   * @default false, about a quarter of an hour
   */
  readonly retryForever?: boolean;

  /**
   * The chart brings CRDs: ask a person before one of its objects is pruned, because a new chart version that leaves a CRD
   * out would take all objects of that kind along.
   * @default false
   */
  readonly bringsCrds?: boolean;

  /**
   * Sync by hand only.
   * @default false
   */
  readonly manualSync?: boolean;
}

/** One chart = one namespace = one folder `dist/<env>/<id>/` = one Argo CD Application of the same name. */
export class PlatformChart extends Chart {
  readonly argo: PlatformChartProps;

  constructor(scope: Construct, id: string, props: PlatformChartProps) {
    super(scope, id, {
      namespace: props.namespace,
      disableResourceNameHashes: true,
      labels: { 'app.kubernetes.io/part-of': 'airflow-on-eks' },
    });
    this.argo = props;
    if (this.ownNamespaceSpec && !sharedNamespaces.includes(props.namespace)) ownNamespace(this, this.ownNamespaceSpec);
  }

  /** The namespace of the chart, where it is the one that states how it is. */
  get ownNamespaceSpec(): NamespaceSpec | undefined {
    const { namespace: name, podSecurity, namespaceLabels: labels } = this.argo;
    return podSecurity && { name, podSecurity, ...(labels ? { labels } : {}) };
  }

  /** Where the Application of the chart writes to. */
  get namespacesUsed(): ReadonlySet<string> {
    return new Set([this.argo.namespace, ...this.manifests.flatMap(({ metadata }) => metadata.namespace ?? [])]);
  }

  /** Every object of the chart. cdk8s' own `apiObjects` knows only those that stand in no construct of their own. */
  get manifests(): readonly ApiObject[] {
    return this.node.findAll().filter(ApiObject.isApiObject);
  }
}

/** A chart of the platform and the sync wave of its Application. */
export interface CatalogueEntry {
  readonly wave: number;
  readonly chart: PlatformChart;
}
