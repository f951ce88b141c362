import { ApiObject, App } from 'cdk8s';
import { renderApp } from '../../charts/output/render.ts';
import { PlatformChart } from '../../charts/platform-chart.ts';
import { messageOf } from '../config/edit.ts';
import { all, pathOf } from '../render.ts';
import { renderedConfigs } from '../support/rendered-configs.ts';

/** What the writer says of one object in a new chart. */
function refusal(object: { readonly kind: string; readonly [field: string]: unknown }): string {
  const app = new App();
  const chart = new PlatformChart(app, 'example', { namespace: 'example', project: 'platform' });
  new ApiObject(chart, 'object', { apiVersion: 'v1', metadata: { name: 'object' }, ...object });
  return messageOf(() => renderApp(app, 'test'));
}

describe('a field whose absence means "none"', () => {
  const pods = { template: { spec: { containers: [{ name: 'a' }] } } };

  test.each([
    ['NetworkPolicy', { spec: { podSelector: {}, policyTypes: ['Ingress'] } }, 'spec.ingress'],
    ['NetworkPolicy', { spec: { podSelector: {}, policyTypes: ['Egress', 'Ingress'], ingress: [] } }, 'spec.egress'],
    ['Role', {}, 'rules'],
    ['ClusterRoleBinding', {}, 'subjects'],
    ['ServiceAccount', {}, 'automountServiceAccountToken'],
    ['Deployment', { spec: pods }, 'spec.template.spec.automountServiceAccountToken'],
    [
      'CronJob',
      { spec: { jobTemplate: { spec: pods } } },
      'spec.jobTemplate.spec.template.spec.automountServiceAccountToken',
    ],
  ])(
    'is refused in a %s that leaves it out: what a hand adds there would stay, and Argo CD say Synced',
    (kind, rest, field) => {
      expect(refusal({ kind, ...rest })).toContain(`${kind} object: ${field} is missing, so what somebody adds`);
    },
  );

  test('may be an empty list, and stays in the manifest', () => {
    const app = new App();
    const chart = new PlatformChart(app, 'example', { namespace: 'example', project: 'platform' });
    const policy = { podSelector: {}, policyTypes: ['Ingress'], ingress: [] };
    new ApiObject(chart, 'object', { apiVersion: 'v1', kind: 'NetworkPolicy', metadata: { name: 'a' }, spec: policy });
    expect(renderApp(app, 'test')[0]?.text).toContain('  ingress: []\n');
  });

  test.each(renderedConfigs)('is written out in every policy of %s', (_, manifests) => {
    const open = all(manifests, 'NetworkPolicy').filter(
      ({ spec }) => JSON.stringify(spec?.['policyTypes']).includes('Ingress') && spec?.['ingress'] === undefined,
    );
    expect(open.map(pathOf)).toEqual([]);
  });
});
