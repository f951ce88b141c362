import { render } from '../render.ts';
import { company } from '../support/company.ts';
import { synthesize } from './templates.ts';

const existing = { ...company, cluster: { ...company.cluster, existing: true as const } };

test('the templates are the same, whoever makes the cluster, with the records of audit', async () => {
  expect(company.aws.audit).toBeDefined();
  expect(await synthesize(existing)).toEqual(await synthesize(company));
});

test('dist/ is the same, whoever makes the cluster', () => {
  expect(render(existing).items).toEqual(render(company).items);
  expect(render(existing).items.length).toBeGreaterThan(100);
});
