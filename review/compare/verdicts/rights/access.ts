import type { Json } from '../../../../imports/json.ts';
import { pathText } from '../../path.ts';
import { valueDifferences } from '../../values.ts';
import type { Said, Severity, Verdict } from '../../verdict.ts';

interface Switch {
  /** Dotted path in the values of any chart, from its end. */
  readonly path: RegExp;
  readonly when: (after: Json | undefined, before: Json | undefined) => boolean;
  readonly severity: Severity;
  readonly text: string;
  readonly remedy: string;
}

const on = (value: Json | undefined) => value === true || value === 'true' || value === 'True';
const off = (value: Json | undefined) => value === false || value === 'false' || value === 'False';
const login = 'keep the login as it was, and give people roles instead';

/** Values that decide who may log in, and as what. */
const switches: readonly Switch[] = [
  {
    path: /(^|\.)(cm|configs\.cm)\.users\.anonymous\.enabled$/,
    when: on,
    severity: 'danger',
    text: 'Argo CD lets people in without a login',
    remedy: login,
  },
  {
    path: /(^|\.)rbac\.policy\.default$/,
    when: (value) => /admin/.test(String(value)),
    severity: 'danger',
    text: 'everybody who logs in to Argo CD may do everything',
    remedy: login,
  },
  {
    path: /(^|\.)rbac\.policy\.default$/,
    when: (value) => value !== '' && value !== undefined && !/admin/.test(String(value)),
    severity: 'warn',
    text: 'everybody who logs in to Argo CD gets a role',
    remedy: login,
  },
  {
    path: /(^|\.)rbac\.policy\.csv$/,
    when: (after, before) => admins(after).some((line) => !admins(before).includes(line)),
    severity: 'danger',
    text: 'somebody becomes admin of Argo CD',
    remedy: 'read who it is: an admin of Argo CD may change and delete everything that it applies',
  },
  {
    path: /(^|\.)rbac\.policy\.csv$/,
    when: () => true,
    severity: 'warn',
    text: 'roles of Argo CD change',
    remedy: 'read who may do what from now on',
  },
  {
    path: /(^|\.)cm\.resource\.customizations\.health\.argoproj\.io_Application$/,
    when: (after) => after === undefined,
    severity: 'danger',
    text: 'Argo CD no longer knows when an Application is healthy: no wave waits for the one before it',
    remedy: 'keep the health check of Applications',
  },
  {
    path: /(^|\.)cm\.resource\.(exclusions|inclusions)$/,
    when: () => true,
    severity: 'warn',
    text: 'Argo CD looks at other kinds of objects: what it leaves out it neither updates nor deletes',
    remedy: 'check that no kind of this tree is left out',
  },
  {
    path: /(^|\.)cm\.application\.(resourceTrackingMethod|instanceLabelKey)$/,
    when: () => true,
    severity: 'warn',
    text: 'Argo CD marks its objects in another way: what is removed before each is marked again stays in the cluster',
    remedy: 'sync every Application once after it, and remove nothing in the same pull request',
  },
  {
    path: /(^|\.)cm\.exec\.enabled$/,
    when: on,
    severity: 'danger',
    text: 'Argo CD opens a shell in pods for those who may',
    remedy: 'keep it off: kubectl exec leaves a trace',
  },
  {
    path: /(^|\.)params\.server\.insecure$/,
    when: on,
    severity: 'danger',
    text: 'Argo CD answers without encryption: passwords and tokens travel as they are',
    remedy: 'keep TLS, or let a load balancer in the same network end it',
  },
  {
    path: /(^|\.)params\.server\.disable\.auth$/,
    when: on,
    severity: 'danger',
    text: 'Argo CD asks nobody for a login',
    remedy: login,
  },
  {
    path: /(^|\.)cm\.admin\.enabled$/,
    when: on,
    severity: 'warn',
    text: 'the local admin of Argo CD may log in',
    remedy: 'use single sign-on',
  },
  {
    path: /(^|\.)cm\.(oidc|dex)\.config(\.|$)/,
    when: () => true,
    severity: 'warn',
    text: 'people log in to Argo CD in another way',
    remedy: 'check the provider and the client, and try the login before the local admin goes',
  },
  {
    path: /(^|\.)config\.core\.auth_manager$/,
    when: () => true,
    severity: 'danger',
    text: 'people log in to Airflow in another way',
    remedy: 'check who is who in the new one, and that its roles are as narrow',
  },
  {
    path: /(^|\.)config\.core\.simple_auth_manager_all_admins$/,
    when: on,
    severity: 'danger',
    text: 'everybody is admin of Airflow',
    remedy: login,
  },
  {
    path: /(^|\.)config\.(fab|webserver)\.auth_role_public$/,
    when: (value) => value !== undefined && value !== '' && value !== 'Public',
    severity: 'danger',
    text: 'everybody has a role of Airflow without a login',
    remedy: login,
  },
  {
    path: /(^|\.)apiServer\.apiServerConfig$/,
    when: (value) => /AUTH_ROLE_PUBLIC|Admin/.test(String(value)),
    severity: 'danger',
    text: 'who may do what in Airflow without a login changes',
    remedy: login,
  },
  {
    path: /(^|\.)apiServer\.apiServerConfig$/,
    when: (value) => !/AUTH_ROLE_PUBLIC|Admin/.test(String(value)),
    severity: 'warn',
    text: 'how people log in to Airflow changes',
    remedy: 'try the login in dev first',
  },
  {
    path: /(^|\.)config\.(api|webserver)\.expose_config$/,
    when: (value) => !off(value),
    severity: 'warn',
    text: 'the settings of Airflow, with what is secret in them, can be read in its UI',
    remedy: 'keep it off',
  },
  {
    path: /(^|\.)allowPodLaunching$/,
    when: on,
    severity: 'warn',
    text: 'tasks may make pods',
    remedy: 'give the one account that needs it a Role of its own',
  },
  {
    path: /(^|\.)(grafana\.ini|"grafana\.ini")\.auth\.anonymous\.enabled$/,
    when: on,
    severity: 'danger',
    text: 'Grafana lets people in without a login',
    remedy: login,
  },
  {
    path: /(^|\.)networkPolicy\.(enabled|create)$|(^|\.)networkPolicies\.enabled$/,
    when: off,
    severity: 'warn',
    text: "the chart's network policies go",
    remedy: 'check that policies of your own close its pods',
  },
];

/** Lines of a policy that make somebody an admin. */
function admins(policy: Json | undefined): readonly string[] {
  return String(policy ?? '')
    .split('\n')
    .map((line) => line.trim().replaceAll(/\s*,\s*/g, ','))
    .filter((line) => /^g,.*,role:admin$/.test(line));
}

export const access: Verdict = {
  rule: 'rights/access',
  severity: 'danger',
  promise: 'Who may log in to Argo CD, Airflow and Grafana, and as what, and what Argo CD no longer looks after',
  judge(change, before, after) {
    return valueDifferences(change, before, after).map((difference): Said => {
      const path = difference.path.join('.');
      const found = switches.find((one) => one.path.test(path) && one.when(difference.after, difference.before));
      if (!found) return [];
      const { severity, text, remedy } = found;
      return { severity, message: text, why: pathText(difference.path), remedy, differences: [difference] };
    });
  },
};
