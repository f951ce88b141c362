import { readdirSync, readFileSync } from 'node:fs';
import { expect, jest, test } from '@jest/globals';
import { environments } from '../../config/environments/index.ts';
import { synthesize } from './templates.ts';

const folder = new URL('../../cluster/', import.meta.url);

test('only cluster/eks.ts names the EKS library, so the move to its stable twin is one line', () => {
  const naming = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .filter((path) => /from ['"][^'"]*aws-eks-v2/.test(readFileSync(new URL(path, folder), 'utf8')));

  expect(naming).toEqual(['eks.ts']);
});

test('the stable twin makes the same templates, and no call of ours is deprecated', async () => {
  const alpha = await Promise.all(environments.map(synthesize));

  jest.resetModules();
  process.env['JSII_DEPRECATED'] = 'fail';
  jest.unstable_mockModule('@aws-cdk/aws-eks-v2-alpha', () => import('aws-cdk-lib/aws-eks-v2'));
  const twin = await import('./templates.ts');
  const { eks } = await import('../../cluster/eks.ts');

  expect(eks.Cluster.PROPERTY_INJECTION_ID).toBe('aws-cdk-lib.aws-eks-v2.Cluster');
  expect(await Promise.all(environments.map(twin.synthesize))).toEqual(alpha);
});
