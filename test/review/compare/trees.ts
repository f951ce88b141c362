import type { Comparison } from '../../../review/compare/change.ts';
import { compareTrees } from '../../../review/compare/compare.ts';
import { judge } from '../../../review/compare/judge.ts';
import type { Verdict } from '../../../review/compare/verdict.ts';
import { describeId } from '../../../review/tree/object-id.ts';
import { Tree } from '../../../review/tree/tree.ts';

/** A manifest as a test writes it: only the fields that the test is about. */
export interface Draft {
  readonly apiVersion?: string;
  readonly kind: string;
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly [field: string]: unknown;
}

const versions: Readonly<Record<string, string>> = {
  AppProject: 'argoproj.io/v1alpha1',
  Application: 'argoproj.io/v1alpha1',
  ClusterRole: 'rbac.authorization.k8s.io/v1',
  ClusterRoleBinding: 'rbac.authorization.k8s.io/v1',
  ClusterSecretStore: 'external-secrets.io/v1',
  CronJob: 'batch/v1',
  CustomResourceDefinition: 'apiextensions.k8s.io/v1',
  DaemonSet: 'apps/v1',
  Deployment: 'apps/v1',
  EC2NodeClass: 'karpenter.k8s.aws/v1',
  ExternalSecret: 'external-secrets.io/v1',
  Ingress: 'networking.k8s.io/v1',
  IngressClass: 'networking.k8s.io/v1',
  Job: 'batch/v1',
  MutatingWebhookConfiguration: 'admissionregistration.k8s.io/v1',
  NetworkPolicy: 'networking.k8s.io/v1',
  NodePool: 'karpenter.sh/v1',
  PodDisruptionBudget: 'policy/v1',
  PriorityClass: 'scheduling.k8s.io/v1',
  Role: 'rbac.authorization.k8s.io/v1',
  RoleBinding: 'rbac.authorization.k8s.io/v1',
  RuntimeClass: 'node.k8s.io/v1',
  StatefulSet: 'apps/v1',
  StorageClass: 'storage.k8s.io/v1',
  ValidatingWebhookConfiguration: 'admissionregistration.k8s.io/v1',
};

/** An object named `web`, of a kind that everybody knows. */
export function draft(kind: string, rest: Readonly<Record<string, unknown>> = {}): Draft {
  const { metadata = {}, ...fields } = rest;
  return { apiVersion: versions[kind] ?? 'v1', kind, metadata: { name: 'web', ...(metadata as object) }, ...fields };
}

/** An Application that applies the folder of its name, prunes what Git no longer has, and takes it along when it goes. */
export function application(name: string, spec: Readonly<Record<string, unknown>> = {}, metadata: object = {}): Draft {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name, namespace: 'argocd', finalizers: ['resources-finalizer.argocd.argoproj.io'], ...metadata },
    spec: {
      project: 'platform',
      destination: { name: 'in-cluster', namespace: name },
      source: { repoURL: 'https://git.example.com/platform.git', path: `dist/prod/${name}`, targetRevision: 'main' },
      syncPolicy: { automated: { prune: true, selfHeal: true } },
      ...spec,
    },
  };
}

/** An Application with a chart, and what it gives it. */
export function chart(name: string, values: object, source: object = {}, spec: object = {}): Draft {
  const helm = { releaseName: name, valuesObject: values };
  return application(name, {
    source: { chart: name, repoURL: 'https://charts.example.com', targetRevision: '1.2.3', helm, ...source },
    ...spec,
  });
}

const root = application('root');

/**
 * The tree of `prod`: Applications in its root, everything else in the folder of the Application `shop`, unless `folder`
 * names another one. `renderedBy` names the chart of what is not written in a file, as `<chart> <version>`.
 */
export function tree(objects: readonly Draft[], environment = 'prod'): Tree {
  const has = (name: string) =>
    objects.some(({ kind, metadata }) => kind === 'Application' && metadata?.['name'] === name);
  const all = [...(has('root') ? [] : [root]), ...(has('shop') ? [] : [application('shop')]), ...objects];
  return new Tree(
    environment,
    all.map(({ folder, renderedBy, ...manifest }, index) => {
      const place = String(folder ?? (/^(Application|AppProject)$/.test(manifest.kind) ? 'root' : 'shop'));
      const text = JSON.stringify(manifest).replaceAll('dist/prod/', `dist/${environment}/`);
      const document = { file: `${environment}/${place}/${index}.yaml`, manifest: JSON.parse(text) };
      return typeof renderedBy === 'string' ? { ...document, application: place, chart: renderedBy } : document;
    }),
  );
}

export function comparison(before: readonly Draft[], after: readonly Draft[], environment = 'prod'): Comparison {
  return compareTrees(tree(before, environment), tree(after, environment));
}

/** What a verdict says, as `<severity> <object>: <message> (<why>)`. What is bad comes with what to do. */
export function said(verdict: Verdict, before: readonly Draft[], after: readonly Draft[]): readonly string[] {
  return judge(comparison(before, after), [verdict]).map(({ severity, objects, message, why, remedy, differences }) => {
    expect(objects).not.toEqual([]);
    if (before.length > 0) expect(differences).not.toEqual([]);
    expect({ message, why, remedy }).toEqual({
      message: sentence,
      why: why === undefined ? undefined : sentence,
      remedy: severity === 'info' && remedy === undefined ? undefined : sentence,
    });
    const names = objects.map((object) => describeId('id' in object ? object.id : object));
    return `${severity} ${names.join(', ')}: ${message}${why === undefined || why === '' ? '' : ` (${why})`}`;
  });
}

/** Words without a full stop, and none that a program left in. */
const sentence = expect.stringMatching(/^(?!.*(undefined|NaN|\[object| {2}| ,))\S(.*[^.\s])?$/s);

/** A case of a verdict: two sides, and what is said; nothing where `says` is absent. */
export interface Case {
  readonly before: readonly Draft[];
  readonly after: readonly Draft[];
  /** Beginnings of the sentences, in their order. */
  readonly says?: readonly (string | RegExp)[];
}

/** Argo CD does not sync an Application to nothing: beside this one, each other object of `shop` may go. */
export const staying = draft('PriorityClass', { metadata: { name: 'stays' } });

/** One object before and after, where `undefined` is none, and what is said. */
export function step(before: Draft | undefined, after: Draft | undefined, ...says: readonly (string | RegExp)[]): Case {
  const list = (object: Draft | undefined) => (object ? [object] : []);
  const rest = before && !after ? [staying] : [];
  return { before: [...list(before), ...rest], after: [...list(after), ...rest], says };
}

/** One test for each case. */
export function cases(verdict: Verdict, all: Readonly<Record<string, Case>>): void {
  describe(verdict.rule, () => {
    test.each(Object.entries(all))('%s', (_, { before, after, says = [] }) => {
      const found = said(verdict, before, after);
      expect(found.map((text, index) => shortened(text, says[index]))).toEqual(says);
    });
  });
}

/** The expected text itself where it fits, so that a failure shows both. */
function shortened(text: string, expected: string | RegExp | undefined): string | RegExp {
  if (expected instanceof RegExp) return expected.test(text) ? expected : text;
  return expected !== undefined && text.startsWith(expected) ? expected : text;
}
