import { versions as pinned } from '../versions.ts';
import { z } from '../zod.ts';

/** A version as it is written, the oldest that the charts and DAGs are written for, and the first that they are not. */
interface Form {
  readonly form: RegExp;
  readonly from: string;
  readonly below?: string;
}

/** Argo CD takes a shorter version of a chart for a range, and would install another one on a day that nobody chose. */
const release = /^(\d+)\.(\d+)\.(\d+)$/;

type Name = keyof typeof pinned;

/**
 * Every version that the platform itself needs. Not derived from `versions.ts`: a line that is lost there is a missing
 * version, not one that nobody asks for. An add-on of your own needs no line here.
 */
const forms: Partial<Readonly<Record<Name, Form>>> = {
  // 3.1 brought the API that task pods report to, and the DAG bundles as they are configured here.
  airflow: { form: release, from: '3.1.0', below: '4.0.0' },
  // 1.22 is the first with every value that is set.
  airflowChart: { form: release, from: '1.22.0', below: '2.0.0' },
  sparkOperatorChart: { form: release, from: '2.5.0', below: '3.0.0' },
  // The API karpenter.sh/v1, and permissions of 1.14.
  karpenterChart: { form: release, from: '1.14.0', below: '2.0.0' },
  al2023Ami: { form: /^v(\d{4})(\d{2})(\d{2})$/, from: 'v20250101' },
  externalSecretsChart: { form: release, from: '2.0.0' },
  awsLoadBalancerControllerChart: { form: release, from: '3.0.0' },
  prometheusOperatorCrdsChart: { form: release, from: '30.0.0' },
  kubePrometheusStackChart: { form: release, from: '88.0.0' },
  argoCdChart: { form: release, from: '10.0.0' },
  // Older patch levels leak Secrets in server-side diffs.
  argoCd: { form: /^v(\d+)\.(\d+)\.(\d+)$/, from: 'v3.5.1', below: 'v4.0.0' },
  // The user of the other images has another number than the files of the database.
  postgresql: { form: /^(\d+)\.(\d+)-alpine[\d.]*$/, from: '13.0-alpine' },
};

const ofAddOn: Form = { form: /^v?(\d+)\.(\d+)\.(\d+)$/, from: '0.0.0' };

const version = (name: Name) => {
  const { form, from, below } = forms[name] ?? ofAddOn;
  // The mistake may be in `versions.ts` itself.
  const example = form.test(pinned[name] ?? '') ? pinned[name] : from;
  const exact = `use an exact version, e.g. '${example}'`;
  const range = below === undefined ? `${from} or newer` : `${from} or newer, below ${below}`;
  return z
    .string(exact)
    .regex(form, { error: exact, abort: true })
    .refine(
      (value) => compare(form, value, from) >= 0 && (below === undefined || compare(form, value, below) < 0),
      `this platform is not written for it; use ${range}`,
    );
};

/** Negative where `a` is older than `b`. Both have the form. */
function compare(form: RegExp, a: string, b: string): number {
  const [left, right] = [a, b].map((text) => (form.exec(text) ?? []).slice(1).map(Number)) as [number[], number[]];
  const at = left.findIndex((part, index) => part !== right[index]);
  return at === -1 ? 0 : (left[at] ?? 0) - (right[at] ?? 0);
}

/** Versions of an environment: those of `versions.ts`, which says what each of them is, or others to be tried there first. */
export const versions = z.strictObject(
  Object.fromEntries(Object.keys({ ...forms, ...pinned }).map((name) => [name, version(name as Name)])) as Record<
    Name,
    ReturnType<typeof version>
  >,
);
